package io.doorway.session.provider.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.client.Clients;
import io.doorway.session.provider.client.InvalidClientsException;
import io.doorway.session.provider.client.PublishRegistrationChanges;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.client.ValidateRegistration;
import io.doorway.session.provider.registration.StoredRegistrations.Registrations;
import io.doorway.session.provider.registration.StoredRegistrations.StoredRegistration;
import io.doorway.store.StoreUnavailableException;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Gives this instance the registrations that are stored, so that no request has to read them. Once a second the version is compared; the
 * registrations are read only if it has changed. Without PostgreSQL the last ones stay in force.
 */
@Singleton
class LoadRegistrations {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long NOT_LOADED = -1;

    private final StoredRegistrations stored;
    private final ValidateRegistration validateRegistration;
    private final PublishRegistrationChanges changes;
    private final RegistrationSecrets secrets;
    private final RegistrationPolicy policy;
    private final RegistrationConfig config;
    private final Clients clients;
    private long version = NOT_LOADED;

    LoadRegistrations(
            StoredRegistrations stored,
            ValidateRegistration validateRegistration,
            PublishRegistrationChanges changes,
            RegistrationSecrets secrets,
            RegistrationPolicy policy,
            RegistrationConfig config,
            Clients clients) {
        this.stored = stored;
        this.validateRegistration = validateRegistration;
        this.changes = changes;
        this.secrets = secrets;
        this.policy = policy;
        this.config = config;
        this.clients = clients;
    }

    /** After the migration; a service without PostgreSQL starts nevertheless, with the clients of the files. */
    void onStart(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        refresh();
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        if (!config.enabled()) {
            return;
        }
        try {
            if (loaded() == NOT_LOADED || stored.version().await().atMost(TIMEOUT) != loaded()) {
                load().await().atMost(TIMEOUT);
            }
        } catch (StoreUnavailableException | TimeoutException e) {
            Log.warnf("the registrations are not compared with those in the database: %s", e.getMessage());
        }
    }

    /** The first time, a change whose event was not published, because an instance crashed, is published. */
    private Uni<Void> load() {
        return stored.locked(
                        false,
                        locked -> loaded() == NOT_LOADED
                                ? changes.publishSent(published(
                                                locked.registrations().all().values()))
                                        .replaceWith(locked.registrations())
                                : Uni.createFrom().item(locked.registrations()))
                .invoke(this::use)
                .replaceWithVoid();
    }

    private static Map<ClientId, JsonNode> published(Collection<StoredRegistration> registrations) {
        return registrations.stream()
                .collect(Collectors.toMap(StoredRegistration::client, StoredRegistration::metadata));
    }

    private synchronized long loaded() {
        return version;
    }

    /** Puts registrations into force, unless later ones are. */
    synchronized void use(Registrations registrations) {
        if (registrations.version() > version) {
            Map<ClientId, RegisteredClient> valid = new HashMap<>();
            registrations.all().values().forEach(registration -> {
                try {
                    valid.put(registration.client(), validated(registration, clients.ofFiles()));
                } catch (InvalidClientsException e) {
                    Log.warnf("%s; this client is not in force", e.getMessage());
                }
            });
            clients.replaceRegistered(valid);
            version = registrations.version();
        }
    }

    /**
     * Validates a registration that would be added to others.
     *
     * @throws InvalidClientsException with every mistake
     */
    void validateAmong(Registrations others, StoredRegistration registration) {
        List<RegisteredClient> clientsOfOthers = new ArrayList<>(clients.ofFiles());
        others.all().values().forEach(other -> {
            try {
                clientsOfOthers.add(validated(other, List.of()));
            } catch (InvalidClientsException notInForce) {
                Log.debugf("%s; this client is not in force", notInForce.getMessage());
            }
        });
        validated(registration, clientsOfOthers);
    }

    private RegisteredClient validated(StoredRegistration registration, Collection<RegisteredClient> others) {
        ObjectNode complete = registration.metadata().deepCopy();
        complete.put("client_id", registration.client().value());
        if (hasSecret(complete)) {
            complete.put(
                    "client_secret", secrets.clientSecret(registration.client()).open());
        }
        policy.apply(complete);
        return validateRegistration.validate(complete, others);
    }

    static boolean hasSecret(ObjectNode metadata) {
        return metadata.path("token_endpoint_auth_method").asText().startsWith("client_secret_");
    }
}
