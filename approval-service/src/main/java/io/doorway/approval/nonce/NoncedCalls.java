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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
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

    /** A GET, whose message is in {@code Authorization}: what is found is the answer. */
    public Uni<Response> found(Attempt attempt, HttpServerRequest request, Function<SignedMessage, Uni<?>> find) {
        return admitted(
                attempt,
                MessageKind.DEVICE,
                authorization(request),
                request,
                message -> find.apply(message).map(found -> Response.ok(found).build()));
    }

    /**
     * A DELETE, whose message is in {@code Authorization}.
     *
     * @param remove whether there was such a thing, now gone
     * @param unknown the answer if there was none
     */
    public Uni<Response> removed(
            Attempt attempt, HttpServerRequest request, Function<SignedMessage, Uni<Boolean>> remove, Problem unknown) {
        return admitted(
                attempt,
                MessageKind.DEVICE,
                authorization(request),
                request,
                message -> remove.apply(message).map(known -> done(known, unknown)));
    }

    /** A call with its message, which a POST has as its body, of a kind with a member {@code nonce}. */
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

    /** Nothing to say, or that there is no such thing. */
    public static Response done(boolean known, Problem unknown) {
        return known ? Response.noContent().build() : unknown.asResponse();
    }

    /** The message in {@code Authorization: Doorway <message>}, or nothing. */
    private static String authorization(HttpServerRequest request) {
        String header = Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), "");
        return header.startsWith(SCHEME) ? header.substring(SCHEME.length()) : "";
    }

    private static Response askFor(String nonce) {
        Problem problem = Problem.of(401, "use-nonce", "Sign the nonce of this answer's Doorway-Nonce header.");
        return Response.fromResponse(problem.asResponse())
                .header("Doorway-Nonce", nonce)
                .build();
    }
}
