package io.doorway.session.client;

import com.nimbusds.openid.connect.sdk.SubjectType;
import io.doorway.session.oauth.ProviderSettings;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The registered clients, as last read without mistake.
 *
 * <p>A mistake at the start stops the start. A mistake in a later change is logged and the change ignored: a typing error must
 * not lock everybody out. The content is compared rather than watched, so that replaced files and swapped links (as Kubernetes
 * mounts them) are seen like edits.
 */
@Startup
@ApplicationScoped
public class Clients {
    private final Path file;
    private final boolean pairwisePossible;
    private volatile Reading last = new Reading("", Map.of());

    private record Reading(String yaml, Map<String, RegisteredClient> clients) {}

    Clients(ProviderSettings settings) {
        this.file = settings.clients();
        this.pairwisePossible = settings.pairwiseSalt().isPresent();
    }

    /** The client of that id. */
    public Optional<RegisteredClient> find(String clientId) {
        return Optional.ofNullable(last.clients().get(clientId));
    }

    @PostConstruct
    void readFirst() {
        String yaml = read();
        last = new Reading(yaml, parse(yaml));
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void readAgain() {
        try {
            String yaml = read();
            if (!yaml.equals(last.yaml())) {
                last = follow(yaml);
            }
        } catch (InvalidClientsException e) {
            Log.warnf("%s; the clients stay as they were", e.getMessage());
        }
    }

    private Reading follow(String yaml) {
        try {
            Map<String, RegisteredClient> clients = parse(yaml);
            Log.infof("the clients' file changed: %d clients", clients.size());
            return new Reading(yaml, clients);
        } catch (InvalidClientsException e) {
            Log.errorf("the clients' file changed, but %s; the clients stay as they were", e.getMessage());
            return new Reading(yaml, last.clients());
        }
    }

    private Map<String, RegisteredClient> parse(String yaml) {
        Map<String, RegisteredClient> clients = ClientFile.parse(yaml);
        for (RegisteredClient client : clients.values()) {
            if (client.subjectType() == SubjectType.PAIRWISE && !pairwisePossible) {
                throw InvalidClientsException.of(client.id(), "subject_type", "pairwise needs doorway.pairwise-salt");
            }
        }
        return clients;
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidClientsException("doorway.clients: " + file + " cannot be read");
        }
    }
}
