package io.doorway.approval.nonce;

import io.doorway.approval.answer.Answers;
import io.doorway.approval.message.MessageKind;
import io.doorway.approval.message.SignedMessage;
import io.doorway.edge.limit.Limits;
import io.doorway.edge.problem.Problem;
import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.protocol.event.Attempt;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** The HTTP side of nonces: work is done for who signed one, and who did not is given one. */
@ApplicationScoped
public class NoncedCalls {
    private static final String SCHEME = "Doorway ";

    private final NoncedMessages messages;
    private final Answers answers;
    private final Limits limits;

    NoncedCalls(NoncedMessages messages, Answers answers, Limits limits) {
        this.messages = messages;
        this.answers = answers;
        this.limits = limits;
    }

    /** A GET or DELETE, whose message is in {@code Authorization}. */
    public Uni<Response> authorized(
            Attempt attempt,
            String authorization,
            HttpServerRequest request,
            Function<SignedMessage, Uni<Response>> work) {
        String compact = authorization.startsWith(SCHEME) ? authorization.substring(SCHEME.length()) : "";
        return admitted(attempt, MessageKind.DEVICE, compact, request, work);
    }

    /** A call whose message, of a kind with a member {@code nonce}, is wherever its resource found it. */
    public Uni<Response> admitted(
            Attempt attempt,
            MessageKind kind,
            String compact,
            HttpServerRequest request,
            Function<SignedMessage, Uni<Response>> work) {
        String call = request.method() + " " + request.path();
        String source = request.remoteAddress().hostAddress();
        return limits.atTheDoor(attempt, Who.at(source))
                .chain(() -> messages.open(attempt, kind, compact, call, source))
                .map(opened -> answers.of(attempt, opened))
                .chain(admission -> switch (admission) {
                    case Admission.Admitted admitted ->
                        limits.of(attempt, admitted.message().who()).chain(() -> work.apply(admitted.message()));
                    case Admission.NonceNeeded needed -> Uni.createFrom().item(askFor(needed.nonce()));
                })
                .map(response -> Response.fromResponse(response)
                        .header("Cache-Control", "no-store")
                        .build());
    }

    private static Response askFor(String nonce) {
        Problem problem = Problem.of(401, "use-nonce", "Sign the nonce of this answer's Doorway-Nonce header.");
        return Response.fromResponse(problem.asResponse())
                .header("Doorway-Nonce", nonce)
                .build();
    }
}
