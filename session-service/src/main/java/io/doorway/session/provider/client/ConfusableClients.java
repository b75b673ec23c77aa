package io.doorway.session.provider.client;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names and domains of the clients so far: two clients of different domains must not look the same to a person. */
final class ConfusableClients {
    private final Map<String, RegisteredClient> byName = new HashMap<>();
    private final Map<String, RegisteredClient> byDomain = new HashMap<>();

    /**
     * Checks one client.
     *
     * @param others the registered ones; among them may be its own earlier registration
     * @throws InvalidClientsException if it looks like one of the others
     */
    static void check(RegisteredClient client, Collection<RegisteredClient> others) {
        ConfusableClients confusables = new ConfusableClients();
        others.stream().filter(other -> !other.id().equals(client.id())).forEach(confusables::addUnchecked);
        confusables.add(client);
    }

    private void addUnchecked(RegisteredClient client) {
        ConfusableNames.skeletons(client.name()).forEach(skeleton -> byName.putIfAbsent(skeleton, client));
        ConfusableNames.skeletonsOfHost(domain(client)).forEach(skeleton -> byDomain.putIfAbsent(skeleton, client));
    }

    /** @throws InvalidClientsException if the client looks like one that was added before */
    void add(RegisteredClient client) {
        add(client, "client_name", ConfusableNames.skeletons(client.name()), byName);
        add(client, "client_uri", ConfusableNames.skeletonsOfHost(domain(client)), byDomain);
    }

    private static void add(
            RegisteredClient client, String property, Set<String> skeletons, Map<String, RegisteredClient> clients) {
        for (String skeleton : skeletons) {
            @Nullable RegisteredClient other = clients.putIfAbsent(skeleton, client);
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
