package io.doorway.session.complete;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.doorway.edge.problem.Problem;
import io.doorway.protocol.challenge.Cancelled;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.event.RefusalReason;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Completions and refusals as HTTP has them. */
final class CompletionAnswers {

    private static final Problem WRONG_CODE =
            Problem.of(403, "wrong-code", "That is not the code that the phone shows. Type it again.");
    private static final Problem CANCELLED =
            Problem.of(410, "cancelled", "This login was cancelled. Nobody has been logged in.");

    private CompletionAnswers() {}

    /**
     * @param redirectTo where the page goes next
     */
    record Completed(@JsonProperty("redirect_to") URI redirectTo) {}

    /**
     * @param triesLeft how many codes may still be typed (RFC 9457 section 3.2: an extension member)
     */
    record TryAgain(
            @JsonUnwrapped Problem problem,
            @JsonProperty("tries_left") int triesLeft) {}

    static Response of(Completion completion) {
        return switch (completion) {
            case Completion.Granted granted ->
                Response.ok(new Completed(granted.redirectTo()), MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build();
            case Completion.Mistyped mistyped ->
                Response.fromResponse(WRONG_CODE.asResponse())
                        .entity(new TryAgain(WRONG_CODE, mistyped.triesLeft()))
                        .build();
            case Completion.OutOfTries spent -> CANCELLED.asResponse();
        };
    }

    static Response of(RefusalReason reason, @Nullable Challenge challenge) {
        return (switch (reason) {
                    case UNKNOWN_CHALLENGE, WRONG_COOKIE, WRONG_BROWSER_KEY -> Problem.challengeNotFound();
                    case EXPIRED, STORE_CHANGED -> Problem.of(410, "expired", "This login took too long. Start again.");
                    case CODE_REQUIRED -> Problem.of(409, "code-required", "Type the six digits that the phone shows.");
                    case WRONG_RETURN ->
                        Problem.of(409, "return-required", "Come back with the link that the Doorway app opens.");
                    case ACCOUNT_NOT_ACTIVE ->
                        Problem.of(403, "account-not-active", "This account cannot log in at the moment.");
                    case CREDENTIAL_NOT_ACTIVE, SESSION_ENDED -> CANCELLED;
                    case CONTENDED -> Problem.unavailable();
                    default ->
                        challenge instanceof Cancelled
                                ? CANCELLED
                                : Problem.of(409, "wrong-state", "This login is not waiting to be completed.");
                })
                .asResponse();
    }
}
