package io.doorway.session.login.complete;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.doorway.login.refusal.RefusalProblems;
import io.doorway.session.login.complete.ConsumeApproval.Completion;
import io.doorway.session.login.complete.LoginProtocol.BrowserSession;
import io.doorway.web.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Maps completions to HTTP responses. */
final class CompletionResponses {

    private static final Problem WRONG_CODE =
            Problem.of(403, "wrong-code", "That is not the code that the phone shows. Type it again.");

    private CompletionResponses() {}

    /**
     * @param redirectTo the address that the page redirects to
     */
    record CompletedBody(@JsonProperty("redirect_to") URI redirectTo) {}

    /**
     * @param triesLeft how many more codes may be entered (RFC 9457 section 3.2: an extension member)
     */
    record WrongCodeProblem(
            @JsonUnwrapped Problem problem,
            @JsonProperty("tries_left") int triesLeft) {}

    static Response of(Completion completion) {
        return switch (completion) {
            case Completion.Completed completed -> redirect(completed.redirectTo(), completed.session());
            case Completion.OtherPerson other -> redirect(other.redirectTo(), null);
            case Completion.WrongCode wrong ->
                Response.fromResponse(WRONG_CODE.asResponse())
                        .entity(new WrongCodeProblem(WRONG_CODE, wrong.triesLeft()))
                        .build();
            case Completion.NoTriesLeft cancelled -> RefusalProblems.CANCELLED.asResponse();
        };
    }

    private static Response redirect(URI address, @Nullable BrowserSession session) {
        Response.ResponseBuilder response = Response.ok(new CompletedBody(address), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (session != null) {
            response.cookie(session.cookie()).header("Secure-Session-Registration", session.deviceRegistration());
        }
        return response.build();
    }
}
