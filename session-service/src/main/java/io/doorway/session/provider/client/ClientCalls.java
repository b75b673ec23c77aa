package io.doorway.session.provider.client;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.provider.oauth.SdkParser;
import io.doorway.web.limit.RateLimits;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The calls that a client makes itself: it is authenticated first, and its rate limits apply. */
@ApplicationScoped
public class ClientCalls {
    private final AuthenticateClient authenticateClient;
    private final Clients clients;
    private final Refusals refusals;
    private final RateLimits limits;

    ClientCalls(AuthenticateClient authenticateClient, Clients clients, Refusals refusals, RateLimits limits) {
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
     */
    public record ClientCall(Attempt attempt, HTTPRequest request, String source) {}

    /**
     * The answer of a call.
     *
     * @param work answers the authenticated client
     * @param notAuthenticated the answer to any other (RFC 6749 section 5.2, {@code invalid_client})
     */
    public <R> Uni<R> answer(
            ClientCall call, BiFunction<RegisteredClient, Actor, Uni<R>> work, Supplier<R> notAuthenticated) {
        Actor sender = Actor.at(call.source());
        Optional<ClientAuthentication> credentials;
        try {
            credentials = Optional.ofNullable(SdkParser.parse(() -> ClientAuthentication.parse(call.request())));
        } catch (ParseException malformed) {
            refusals.record(call.attempt(), RefusalReason.CLIENT_NOT_AUTHENTICATED, sender);
            return Uni.createFrom().item(notAuthenticated.get());
        }
        return authenticateClient.authenticate(credentials.orElse(null)).chain(client -> {
            if (client.isEmpty()) {
                Actor claimed = credentials
                        .flatMap(this::claimedClient)
                        .map(sender::asking)
                        .orElse(sender);
                refusals.record(call.attempt(), RefusalReason.CLIENT_NOT_AUTHENTICATED, claimed);
                return Uni.createFrom().item(notAuthenticated.get());
            }
            Actor actor = sender.asking(client.get().id());
            limits.proved(actor);
            return limits.afterAuthentication(call.attempt(), actor).chain(() -> work.apply(client.get(), actor));
        });
    }

    /** The registered client that the credentials name; the audit records no other name. */
    private Optional<ClientId> claimedClient(ClientAuthentication credentials) {
        return ClientId.parse(credentials.getClientID().getValue())
                .filter(id -> clients.find(id).isPresent());
    }
}
