package io.doorway.session.provider.client;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ErrorResponse;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Response;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.provider.certificate.ClientCertificate;
import io.doorway.session.provider.certificate.ReadClientCertificate;
import io.doorway.session.provider.client.ClientMismatches.ClientMismatch;
import io.doorway.session.provider.client.RegisteredClient.ByCertificate;
import io.doorway.web.limit.RateLimits;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.doorway.web.refusal.Refusals.RequestError;
import io.doorway.web.request.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls that a client makes itself: it is authenticated first, unless it is a public one, and its rate limits apply. */
@Singleton
public class ClientCalls {
    private final AuthenticateClient authenticateClient;
    private final Clients clients;
    private final Refusals refusals;
    private final RateLimits limits;
    private final ClientMismatches mismatches;
    private final ReadClientCertificate certificates;

    ClientCalls(
            AuthenticateClient authenticateClient,
            Clients clients,
            Refusals refusals,
            RateLimits limits,
            ClientMismatches mismatches,
            ReadClientCertificate certificates) {
        this.certificates = certificates;
        this.mismatches = mismatches;
        this.authenticateClient = authenticateClient;
        this.clients = clients;
        this.refusals = refusals;
        this.limits = limits;
    }

    /**
     * A call of a client.
     *
     * @param attempt what is rate limited, and recorded if it is refused
     * @param request the request with the client's credentials
     * @param source the address of the request
     * @param certificate that the client showed
     * @param publicClients whether a client without credentials may send it
     */
    public record ClientCall(
            Attempt attempt,
            HTTPRequest request,
            String source,
            ClientCertificate certificate,
            boolean publicClients) {}

    /** A call that arrived by this connection. */
    public ClientCall call(Attempt attempt, HTTPRequest request, HttpServerRequest connection, boolean publicClients) {
        return new ClientCall(
                attempt, request, ClientAddress.of(connection), certificates.of(connection), publicClients);
    }

    /**
     * The answer of a call.
     *
     * @param work answers the authenticated client
     * @param refused the answer to any other: {@code invalid_client}, which says no cause unless the client has proven its secret, or {@code invalid_request} if the
     *     request contradicts itself (RFC 6749 section 5.2)
     */
    public <R> Uni<R> answer(
            ClientCall call, BiFunction<RegisteredClient, Actor, Uni<R>> work, Function<ErrorObject, R> refused) {
        return answerUncounted(
                call, (client, actor) -> limited(call, client, actor).chain(() -> work.apply(client, actor)), refused);
    }

    /** The same for work that checks the limits of the client itself, by {@link #limits}. */
    public <R> Uni<R> answerUncounted(
            ClientCall call, BiFunction<RegisteredClient, Actor, Uni<R>> work, Function<ErrorObject, R> refused) {
        Actor sender = Actor.at(call.source());
        SentCredentials credentials;
        try {
            credentials = SentCredentials.of(call.request(), call.certificate());
        } catch (ParseException malformed) {
            recordUnread(
                    call.attempt(),
                    call.source(),
                    call.request().getAuthorization(),
                    call.request().getBody(),
                    malformed.getErrorObject());
            return Uni.createFrom().item(refused.apply(malformed.getErrorObject()));
        }
        return sender(call, credentials).chain(client -> {
            if (client.isEmpty()) {
                Actor claimed = claimed(sender, credentials.client());
                ClientMismatch mismatch = mismatches.of(credentials, call);
                refusals.record(
                        call.attempt(),
                        RefusalReason.CLIENT_NOT_AUTHENTICATED,
                        claimed,
                        of(OAuth2Error.INVALID_CLIENT.setDescription(mismatch.detail())));
                return Uni.createFrom().item(refused.apply(mismatch.answer()));
            }
            Actor actor = sender.asking(client.get().id());
            if (!client.get().isPublic()) {
                limits.proved(actor);
            }
            return work.apply(client.get(), actor);
        });
    }

    /**
     * Records the error that answers a request that contradicts itself, so that no credential in it is verified. If it names a registered client,
     * it is recorded for that one.
     *
     * @param authorization the header of the request, or null
     * @param parameters its query or body, which may be of any type, or null
     */
    void recordUnread(
            Attempt attempt,
            String source,
            @Nullable String authorization,
            @Nullable String parameters,
            ErrorObject error) {
        refusals.record(
                attempt,
                OAuth2Error.INVALID_CLIENT.equals(error)
                        ? RefusalReason.CLIENT_NOT_AUTHENTICATED
                        : RefusalReason.INVALID_REQUEST,
                claimed(Actor.at(source), ClaimedClient.of(authorization, parameters)),
                of(error));
    }

    private Actor claimed(Actor sender, Optional<ClientId> client) {
        return client.filter(id -> clients.find(id).isPresent())
                .map(sender::asking)
                .orElse(sender);
    }

    /** Records the error that answers an authenticated client's request, for its developer and the audit; returns it. */
    public ErrorObject recorded(Attempt attempt, Actor client, ErrorObject error) {
        return recorded(attempt, RefusalReason.INVALID_REQUEST, client, error);
    }

    /** The same, with another reason for the audit. */
    public ErrorObject recorded(Attempt attempt, RefusalReason reason, Actor client, ErrorObject error) {
        refusals.record(attempt, reason, client, of(error));
        return error;
    }

    /**
     * Records the error of a response to an authenticated client, if it is one; returns the response.
     *
     * @param unrecorded errors that are part of a flow, or are recorded where they are found
     */
    public <R extends Response> R recorded(Attempt attempt, Actor client, R response, Set<ErrorObject> unrecorded) {
        if (response instanceof ErrorResponse refused && !unrecorded.contains(refused.getErrorObject())) {
            recorded(attempt, client, refused.getErrorObject());
        }
        return response;
    }

    /** The error that answered a request, for the audit. */
    public static RequestError of(ErrorObject error) {
        return new RequestError(error.getCode(), error.getDescription());
    }

    /**
     * Anybody can name a public client, so a limit over all addresses would let anybody stop its logins, and none would let anybody fill the
     * store. What it pushes is counted as the requests of browsers are, by the address.
     */
    private Uni<Void> limited(ClientCall call, RegisteredClient client, Actor actor) {
        return client.isPublic() && call.attempt() == Attempt.PUSH
                ? limits.ofKnownActor(Attempt.AUTHORIZE, actor)
                : limits.afterAuthentication(call.attempt(), actor);
    }

    /** Checks the limits of a client, once, however often it is asked. A condition of what follows from the call. */
    public Uni<Void> limits(Attempt attempt, Actor client) {
        return limits.afterAuthentication(attempt, client).memoize().indefinitely();
    }

    /** The client that sent the request: authenticated, or a public one where those are accepted. */
    private Uni<Optional<RegisteredClient>> sender(ClientCall call, SentCredentials credentials) {
        if (credentials.authentication().isPresent()) {
            return authenticateClient.authenticate(credentials.authentication().get());
        }
        Optional<RegisteredClient> named = credentials.client().flatMap(clients::find);
        if (named.isPresent()
                && named.get().credentials() instanceof ByCertificate
                && call.certificate() instanceof ClientCertificate.Presented(X509Certificate certificate)) {
            return authenticateClient.authenticate(named.get(), certificate);
        }
        return Uni.createFrom().item(named.filter(client -> call.publicClients() && client.isPublic()));
    }
}
