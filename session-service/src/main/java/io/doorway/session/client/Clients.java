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
import java.util.HashMap;
import java.util.List;
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
    private final List<Path> files;
    private final boolean pairwisePossible;
    private volatile Reading last = new Reading(List.of(), Map.of());

    private record Reading(List<String> yaml, Map<String, RegisteredClient> clients) {}

    Clients(ProviderSettings settings) {
        this.files = settings.clients();
        this.pairwisePossible = settings.pairwiseSalt().isPresent();
    }

    /** The client of that id. */
    public Optional<RegisteredClient> find(String clientId) {
        return Optional.ofNullable(last.clients().get(clientId));
    }

    @PostConstruct
    void readFirst() {
        List<String> yaml = read();
        last = new Reading(yaml, parse(yaml));
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void readAgain() {
        try {
            List<String> yaml = read();
            if (!yaml.equals(last.yaml())) {
                last = follow(yaml);
            }
        } catch (InvalidClientsException e) {
            Log.warnf("%s; the clients stay as they were", e.getMessage());
        }
    }

    private Reading follow(List<String> yaml) {
        try {
            Map<String, RegisteredClient> clients = parse(yaml);
            Log.infof("the clients' files changed: %d clients", clients.size());
            return new Reading(yaml, clients);
        } catch (InvalidClientsException e) {
            Log.errorf("the clients' files changed, but %s; the clients stay as they were", e.getMessage());
            return new Reading(yaml, last.clients());
        }
    }

    private Map<String, RegisteredClient> parse(List<String> yaml) {
        Map<String, RegisteredClient> clients = new HashMap<>();
        Distinct distinct = new Distinct();
        for (RegisteredClient client :
                yaml.stream().map(ClientFile::parse).flatMap(List::stream).toList()) {
            if (clients.put(client.id(), client) != null) {
                throw InvalidClientsException.of(client.id(), "client_id", "registered twice");
            }
            distinct.add(client);
            if (client.subjectType() == SubjectType.PAIRWISE && !pairwisePossible) {
                throw InvalidClientsException.of(client.id(), "subject_type", "pairwise needs doorway.pairwise-salt");
            }
        }
        return Map.copyOf(clients);
    }

    private List<String> read() {
        return files.stream().map(Clients::read).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidClientsException("doorway.clients: " + file + " cannot be read");
        }
    }
}
