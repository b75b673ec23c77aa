package io.doorway.session.provider.client;

import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.oauth.ProviderConfig;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The registered clients, from the last version of the files without an error.
 *
 * <p>An error at startup stops the start. An error in a later change is logged and the change is ignored, so that a typing error does not
 * block every login. The content is compared every two seconds and the files are not watched, because Kubernetes replaces mounted files
 * by swapping links.
 */
@Startup
@ApplicationScoped
public class Clients {
    private final List<Path> files;
    private final boolean pairwisePossible;
    private volatile Snapshot current;

    private record Snapshot(List<String> yaml, Map<ClientId, RegisteredClient> clients) {}

    Clients(ProviderConfig settings) {
        this.files = settings.clients();
        this.pairwisePossible = settings.pairwiseSalt().isPresent();
        List<String> yaml = read();
        this.current = new Snapshot(yaml, parse(yaml));
    }

    /** The client with this {@code client_id}. */
    public Optional<RegisteredClient> find(ClientId id) {
        return Optional.ofNullable(current.clients().get(id));
    }

    /** Every registered client. */
    Collection<RegisteredClient> all() {
        return current.clients().values();
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reload() {
        try {
            List<String> yaml = read();
            if (!yaml.equals(current.yaml())) {
                current = apply(yaml);
            }
        } catch (InvalidClientsException e) {
            Log.warnf("%s; the previous clients stay in force", e.getMessage());
        }
    }

    private Snapshot apply(List<String> yaml) {
        try {
            Map<ClientId, RegisteredClient> clients = parse(yaml);
            Log.infof("the clients' files changed: %d clients", clients.size());
            return new Snapshot(yaml, clients);
        } catch (InvalidClientsException e) {
            Log.errorf("the clients' files changed, but %s; the previous clients stay in force", e.getMessage());
            return new Snapshot(yaml, current.clients());
        }
    }

    private Map<ClientId, RegisteredClient> parse(List<String> yaml) {
        return ClientFiles.parse(yaml, pairwisePossible);
    }

    private List<String> read() {
        return files.stream().map(Clients::read).toList();
    }

    private static String read(Path file) {
        try {
            return ClientFiles.read(file);
        } catch (InvalidClientsException e) {
            throw new InvalidClientsException("doorway.clients: " + e.getMessage());
        }
    }
}
