package io.doorway.session.provider.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.certificate.MutualTlsConfig;
import io.doorway.session.provider.keys.SigningKeys;
import io.doorway.session.provider.oauth.ProviderConfig;
import io.doorway.store.StoreUnavailableException;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.TimeoutException;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The registered clients, from the last version of the files without an error.
 *
 * <p>An error at startup stops the start. An error in a later change is logged and the change is ignored, so that a typing error does not
 * block every login. A change of a running service is in force after its events are stored; until then it is tried again. What changed
 * while the service was stopped is in force at once, and published soon afterwards. The content is compared every two seconds and the
 * files are not watched, because Kubernetes replaces mounted files by swapping links.
 */
@Startup
@Singleton
public class Clients {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final List<Path> files;
    private final ProviderConfig settings;
    private final MutualTlsConfig mutualTls;
    private final SigningKeys keys;
    private final PublishRegistrationChanges changes;
    private volatile Snapshot current;
    private volatile Map<ClientId, RegisteredClient> registered = Map.of();
    private boolean published;

    /**
     * What was read.
     *
     * @param yaml the text of each file, by its name
     * @param registrations the entries of the files, of which {@code clients} are made
     */
    private record Snapshot(
            Map<String, String> yaml, Map<ClientId, JsonNode> registrations, Map<ClientId, RegisteredClient> clients) {}

    Clients(ProviderConfig settings, MutualTlsConfig mutualTls, SigningKeys keys, PublishRegistrationChanges changes) {
        this.files = settings.clients();
        this.keys = keys;
        this.settings = settings;
        this.mutualTls = mutualTls;
        this.changes = changes;
        this.current = snapshot(read());
    }

    /** The client with this {@code client_id}. That of a file has precedence. */
    public Optional<RegisteredClient> find(ClientId id) {
        return Optional.ofNullable(current.clients().get(id)).or(() -> Optional.ofNullable(registered.get(id)));
    }

    /** Every registered client. */
    Collection<RegisteredClient> all() {
        return Stream.concat(ofFiles().stream(), registered.values().stream()).toList();
    }

    /** The clients of the operator's files. */
    public Collection<RegisteredClient> ofFiles() {
        return current.clients().values();
    }

    /** Replaces the clients that registered themselves (RFC 7591), beside those of the files. */
    public void replaceRegistered(Map<ClientId, RegisteredClient> clients) {
        registered = Map.copyOf(clients);
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void reload() {
        try {
            Map<String, String> yaml = read();
            if (!published || !yaml.equals(current.yaml())) {
                Snapshot changed = yaml.equals(current.yaml()) ? current : apply(yaml);
                changes.publish(changed.registrations()).await().atMost(TIMEOUT);
                current = changed;
                published = true;
            }
        } catch (InvalidClientsException e) {
            Log.warnf("%s; the previous clients stay in force", e.getMessage());
        } catch (StoreUnavailableException | TimeoutException e) {
            Log.warnf("the clients' files are not compared with what was published yet: %s", e.getMessage());
        }
    }

    private Snapshot apply(Map<String, String> yaml) {
        try {
            Snapshot changed = snapshot(yaml);
            Log.infof(
                    "the clients' files changed: %d clients", changed.clients().size());
            return changed;
        } catch (InvalidClientsException e) {
            Log.errorf("the clients' files changed, but %s; the previous clients stay in force", e.getMessage());
            return new Snapshot(yaml, current.registrations(), current.clients());
        }
    }

    private Snapshot snapshot(Map<String, String> yaml) {
        Map<ClientId, RegisteredClient> clients = parse(yaml);
        Map<ClientId, JsonNode> registrations = new HashMap<>();
        yaml.forEach((name, text) -> registrations.putAll(ClientFile.registrations(name, text)));
        return new Snapshot(yaml, Map.copyOf(registrations), clients);
    }

    private Map<ClientId, RegisteredClient> parse(Map<String, String> yaml) {
        return ClientFiles.parse(yaml, ProviderCapabilities.of(settings, mutualTls, keys));
    }

    private Map<String, String> read() {
        Map<String, String> yaml = new LinkedHashMap<>();
        files.forEach(file -> yaml.put(file.toString(), read(file)));
        return yaml;
    }

    private static String read(Path file) {
        try {
            return ClientFiles.read(file);
        } catch (InvalidClientsException e) {
            throw new InvalidClientsException("doorway.clients: " + e.getMessage());
        }
    }
}
