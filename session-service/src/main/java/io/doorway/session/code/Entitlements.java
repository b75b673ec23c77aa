package io.doorway.session.code;

import io.doorway.edge.session.SessionId;
import io.doorway.protocol.challenge.Consumed;
import io.doorway.session.client.RegisteredClient;
import io.doorway.session.oauth.ScopeClaims;
import io.doorway.session.request.AcceptedRequest;
import io.doorway.session.token.AccessToken;
import io.doorway.session.token.Subjects;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a login entitles its client to: the granted scope, and the claims that both the scope and the person released. */
@ApplicationScoped
class Entitlements {
    private final Subjects subjects;

    Entitlements(Subjects subjects) {
        this.subjects = subjects;
    }

    AccessToken of(RegisteredClient client, Consumed login, AcceptedRequest request) {
        Set<String> released = Set.copyOf(ScopeClaims.of(request.scope()));
        Map<String, Object> claims = login.approval().claims().entrySet().stream()
                .filter(claim -> released.contains(claim.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        String account = login.scan().account();
        return new AccessToken(
                SessionId.of(login.id()),
                client.id(),
                account,
                subjects.of(account, client).getValue(),
                request.scope(),
                claims);
    }
}
