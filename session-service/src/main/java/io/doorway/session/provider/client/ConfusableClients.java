package io.doorway.session.provider.client;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names and domains of the clients so far: two clients of different domains must not look the same to a person. */
final class ConfusableClients {
    private final Map<String, Known> byName = new HashMap<>();
    private final Map<String, Known> byDomain = new HashMap<>();

    /**
     * A client as a person sees it.
     *
     * @param client as in {@link Mistake}
     */
    private record Known(String client, String name, String domain) {}

    /**
     * Checks one client.
     *
     * @param others the registered ones; among them may be its own earlier registration
     * @param mistakes gets that it looks like one of the others
     */
    static void check(RegisteredClient client, Collection<RegisteredClient> others, Mistakes mistakes) {
        ConfusableClients confusables = new ConfusableClients();
        others.stream().filter(other -> !other.id().equals(client.id())).forEach(confusables::addUnchecked);
        confusables.add(client.id().value(), client, mistakes);
    }

    private void addUnchecked(RegisteredClient client) {
        Known known = new Known(client.id().value(), client.name(), client.uri().getHost());
        ConfusableNames.skeletons(known.name()).forEach(skeleton -> byName.putIfAbsent(skeleton, known));
        ConfusableNames.skeletonsOfHost(known.domain()).forEach(skeleton -> byDomain.putIfAbsent(skeleton, known));
    }

    /**
     * Adds a client. One whose domain is not known, because its {@code client_uri} is invalid, is compared when that is mended.
     *
     * @param client as in {@link Mistake}
     * @param mistakes gets that it looks like a client that was added before
     */
    void add(String client, RegisteredClient registered, Mistakes mistakes) {
        @Nullable String domain = registered.uri().getHost();
        if (domain == null) {
            return;
        }
        Known known = new Known(client, registered.name(), domain);
        if (!known.name().isEmpty()) {
            add(known, "client_name", ConfusableNames.skeletons(known.name()), byName, mistakes);
        }
        add(known, "client_uri", ConfusableNames.skeletonsOfHost(domain), byDomain, mistakes);
    }

    private static void add(
            Known client, String property, Set<String> skeletons, Map<String, Known> clients, Mistakes mistakes) {
        for (String skeleton : skeletons) {
            @Nullable Known other = clients.putIfAbsent(skeleton, client);
            if (other != null && !other.domain().equalsIgnoreCase(client.domain())) {
                mistakes.add(InvalidClientsException.of(
                        client.client(), property, "looks like that of client '" + other.client() + "'"));
            }
        }
    }
}
