package io.doorway.session.provider.client;

import io.doorway.session.provider.client.RegisteredClient.ClientCredentials.ClientSecret;
import io.doorway.web.safety.LocalKeys;
import io.doorway.web.safety.SafetyCheck;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Refuses the client secrets of the local platform in production. */
@Singleton
class LocalClientSecretsCheck implements SafetyCheck {
    private final Clients clients;

    LocalClientSecretsCheck(Clients clients) {
        this.clients = clients;
    }

    @Override
    public Optional<String> violation() {
        return clients.all().stream()
                .filter(LocalClientSecretsCheck::hasLocalSecret)
                .map(client -> "doorway.clients: the client_secret of " + client.id()
                        + " was created by ./doorway up (expected: a secret of your own)")
                .findFirst();
    }

    private static boolean hasLocalSecret(RegisteredClient client) {
        return client.credentials() instanceof ClientSecret secret
                && LocalKeys.isLocal(secret.secret().open());
    }
}
