package io.doorway.approval.message;

import io.doorway.approval.answer.PhoneResponses;
import io.doorway.approval.answer.Result;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.web.limit.RateLimits;
import io.doorway.web.problem.Problem;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.request.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.function.Function;

/**
 * Calls that no challenge makes fresh: the work is done for a message that signs a nonce of the server; a message without a valid
 * nonce is answered with a new one.
 *
 * <p>Only a message whose signature is valid gets a nonce, so that others cannot fill Redis with them. The call is rate limited by
 * address before the message is verified, and by credential and account after the nonce is redeemed.
 */
@Singleton
public class NonceProtectedCalls {
    private static final String SCHEME = "Doorway ";

    private final SignedMessages messages;
    private final Nonces nonces;
    private final PhoneResponses responses;
    private final RateLimits limits;
    private final Refusals refusals;

    NonceProtectedCalls(
            SignedMessages messages, Nonces nonces, PhoneResponses responses, RateLimits limits, Refusals refusals) {
        this.messages = messages;
        this.nonces = nonces;
        this.responses = responses;
        this.limits = limits;
        this.refusals = refusals;
    }

    /** The nonce of a message with a valid signature. */
    private sealed interface NonceCheck {

        /** It was valid and is used up. */
        record Accepted(SignedMessage message) implements NonceCheck {}

        /** There was none, or it was not valid. The message is to be signed again with this one. */
        record Required(String newNonce) implements NonceCheck {}
    }

    /** A GET, whose message is in {@code Authorization}. The item of {@code find} is the body of the response. */
    public Uni<Response> get(Attempt attempt, HttpServerRequest request, Function<SignedMessage, Uni<?>> find) {
        return call(
                attempt,
                MessageKind.DEVICE,
                authorization(request),
                request,
                message -> find.apply(message).map(found -> Response.ok(found).build()));
    }

    /** A call whose message is in {@code Authorization}, with any response. */
    public Uni<Response> callInHeader(
            Attempt attempt, HttpServerRequest request, Function<SignedMessage, Uni<Response>> work) {
        return call(attempt, MessageKind.DEVICE, authorization(request), request, work);
    }

    /**
     * A DELETE, whose message is in {@code Authorization}.
     *
     * @param remove whether the object existed; it is removed now
     * @param notFound the response if it did not
     */
    public Uni<Response> delete(
            Attempt attempt,
            HttpServerRequest request,
            Function<SignedMessage, Uni<Boolean>> remove,
            Problem notFound) {
        return call(
                attempt,
                MessageKind.DEVICE,
                authorization(request),
                request,
                message -> remove.apply(message).map(existed -> noContentOr(existed, notFound)));
    }

    /**
     * Any call, such as a POST whose body is the message.
     *
     * @param kind a kind with the member {@code nonce}
     * @param compact the message as it was sent
     */
    public Uni<Response> call(
            Attempt attempt,
            MessageKind kind,
            String compact,
            HttpServerRequest request,
            Function<SignedMessage, Uni<Response>> work) {
        Actor sender = Actor.at(ClientAddress.of(request));
        String call = request.method() + " " + request.path();
        return messages.verify(attempt, kind, compact, sender)
                .chain(verified -> verified.then(
                        message -> checkNonce(attempt, message, call).map(Result::done)))
                .map(checked -> responses.respond(attempt, checked))
                .chain(checked -> switch (checked) {
                    case NonceCheck.Accepted accepted ->
                        limits.afterAuthentication(attempt, accepted.message().actor())
                                .chain(() -> work.apply(accepted.message()));
                    case NonceCheck.Required required -> Uni.createFrom().item(useNonce(required.newNonce()));
                })
                .map(response -> Response.fromResponse(response)
                        .header("Cache-Control", "no-store")
                        .build());
    }

    /** 204 if the object existed, else {@code notFound}. */
    public static Response noContentOr(boolean existed, Problem notFound) {
        return existed ? Response.noContent().build() : notFound.asResponse();
    }

    private Uni<NonceCheck> checkNonce(Attempt attempt, SignedMessage message, String call) {
        String nonce = message.text("nonce");
        if (nonce.isEmpty()) {
            return requireNewNonce(message, call);
        }
        return nonces.redeem(nonce, message.credential(), call).chain(valid -> {
            if (valid) {
                return Uni.createFrom().item(new NonceCheck.Accepted(message));
            }
            refusals.record(attempt, RefusalReason.REPLAYED, message.actor());
            return requireNewNonce(message, call);
        });
    }

    private Uni<NonceCheck> requireNewNonce(SignedMessage message, String call) {
        return nonces.issue(message.credential(), call).map(NonceCheck.Required::new);
    }

    /** The message in {@code Authorization: Doorway <message>}, or the empty string. */
    private static String authorization(HttpServerRequest request) {
        String header = Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), "");
        return header.startsWith(SCHEME) ? header.substring(SCHEME.length()) : "";
    }

    private static Response useNonce(String nonce) {
        Problem problem = Problem.of(401, "use-nonce", "Sign the nonce of this answer's Doorway-Nonce header.");
        return Response.fromResponse(problem.asResponse())
                .header("Doorway-Nonce", nonce)
                .build();
    }
}
