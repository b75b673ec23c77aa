package io.doorway.session.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps websites apart: no two of different domains may look the same to a person. */
final class Distinct {
    private final Map<String, RegisteredClient> names = new HashMap<>();
    private final Map<String, RegisteredClient> domains = new HashMap<>();

    /** @throws InvalidClientsException if the client could be taken for one that was added before */
    void add(RegisteredClient client) {
        add(client, "client_name", Lookalikes.looks(client.name()), names);
        add(client, "client_uri", Lookalikes.looksOfHost(domain(client)), domains);
    }

    private static void add(
            RegisteredClient client, String property, Set<String> looks, Map<String, RegisteredClient> known) {
        for (String look : looks) {
            @Nullable RegisteredClient other = known.putIfAbsent(look, client);
            if (other != null && !domain(other).equalsIgnoreCase(domain(client))) {
                throw InvalidClientsException.of(
                        client.id(), property, "looks like that of client '" + other.id() + "'");
            }
        }
    }

    private static String domain(RegisteredClient client) {
        return client.uri().getHost();
    }
}
