package io.doorway.session.provider.registration;

import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.client.InvalidClientsException;
import io.doorway.session.provider.client.Mistake;
import io.doorway.session.provider.client.PublishRegistrationChanges;
import io.doorway.session.provider.registration.SentMetadata.Metadata;
import io.doorway.session.provider.registration.StoredRegistrations.Locked;
import io.doorway.session.provider.registration.StoredRegistrations.Registrations;
import io.doorway.session.provider.registration.StoredRegistrations.StoredRegistration;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Registers a client, and replaces or removes its registration. The event of a change is stored before the change is committed. If the commit
 * fails, the event of the opposite change follows when an instance starts.
 */
@Singleton
class RegisterClient {
    private static final Mistake TOO_MANY = new Mistake(
            "", "", "As many clients are registered as the operator allows: remove one (RFC 7592 section 2.3)");

    private final SentMetadata sentMetadata;
    private final StoredRegistrations stored;
    private final LoadRegistrations loadRegistrations;
    private final PublishRegistrationChanges changes;
    private final RegistrationConfig config;
    private final RandomGenerator random;
    private final InstantSource clock;

    RegisterClient(
            SentMetadata sentMetadata,
            StoredRegistrations stored,
            LoadRegistrations loadRegistrations,
            PublishRegistrationChanges changes,
            RegistrationConfig config,
            RandomGenerator random,
            InstantSource clock) {
        this.sentMetadata = sentMetadata;
        this.stored = stored;
        this.loadRegistrations = loadRegistrations;
        this.changes = changes;
        this.config = config;
        this.random = random;
        this.clock = clock;
    }

    /** What became of a request. */
    sealed interface Outcome {
        /** The registration is stored; if its removal was requested, it was stored until now. */
        record Registered(StoredRegistration registration) implements Outcome {}

        /** The request has mistakes. Nothing is changed. */
        record Refused(List<Mistake> mistakes) implements Outcome {}

        /** The client has no registration. */
        record Unknown() implements Outcome {}
    }

    /** An outcome, and what is stored after it; null if nothing is changed. */
    private record Change(Outcome outcome, @Nullable Registrations after) {
        static Uni<Change> none(Outcome outcome) {
            return Uni.createFrom().item(new Change(outcome, null));
        }
    }

    /**
     * Registers a new client (RFC 7591 section 3).
     *
     * @param body the metadata
     */
    Uni<Outcome> register(String body) {
        Metadata sent;
        try {
            sent = sentMetadata.ofNewClient(body);
        } catch (InvalidClientsException e) {
            return Uni.createFrom().item(new Outcome.Refused(e.mistakes()));
        }
        ClientId client = ClientId.random(random);
        return change(locked -> locked.registrations().all().size() < config.maxClients()
                ? put(locked, new StoredRegistration(client, sent.registration(), clock.instant()), sent.mistakes())
                : Change.none(new Outcome.Refused(List.of(TOO_MANY))));
    }

    /** The registration of a client. */
    Uni<Outcome> find(ClientId client) {
        return stored.find(client)
                .map(found -> found.<Outcome>map(Outcome.Registered::new).orElseGet(Outcome.Unknown::new));
    }

    /**
     * Replaces the registration of a client (RFC 7592 section 2.2).
     *
     * @param body the metadata
     */
    Uni<Outcome> replace(ClientId client, String body) {
        Metadata sent;
        try {
            sent = sentMetadata.ofClient(client, body);
        } catch (InvalidClientsException e) {
            return Uni.createFrom().item(new Outcome.Refused(e.mistakes()));
        }
        return changeIfRegistered(
                client,
                (locked, before) -> put(
                        locked,
                        new StoredRegistration(client, sent.registration(), before.registeredAt()),
                        sent.mistakes()));
    }

    /** Removes the registration of a client (RFC 7592 section 2.3). */
    Uni<Outcome> remove(ClientId client) {
        return changeIfRegistered(
                client,
                (locked, before) -> locked.remove(client)
                        .call(() -> changes.publishSent(client, Optional.empty()))
                        .map(after -> new Change(new Outcome.Registered(before), after)));
    }

    /** @param found mistakes that were found before, which are named together with the others */
    private Uni<Change> put(Locked locked, StoredRegistration registration, List<Mistake> found) {
        List<Mistake> mistakes = new ArrayList<>(found);
        try {
            loadRegistrations.validateAmong(locked.registrations(), registration);
        } catch (InvalidClientsException e) {
            mistakes.addAll(e.mistakes());
        }
        if (!mistakes.isEmpty()) {
            return Change.none(new Outcome.Refused(mistakes));
        }
        return locked.put(registration)
                .call(() -> changes.publishSent(registration.client(), Optional.of(registration.metadata())))
                .map(after -> new Change(new Outcome.Registered(registration), after));
    }

    private Uni<Outcome> changeIfRegistered(ClientId client, BiFunction<Locked, StoredRegistration, Uni<Change>> work) {
        return change(locked -> Optional.ofNullable(locked.registrations().all().get(client))
                .map(before -> work.apply(locked, before))
                .orElseGet(() -> Change.none(new Outcome.Unknown())));
    }

    /** This instance uses the change at once, the others when they compare the version. */
    private Uni<Outcome> change(Function<Locked, Uni<Change>> work) {
        return stored.locked(true, work)
                .invoke(change -> {
                    if (change.after() != null) {
                        loadRegistrations.use(change.after());
                    }
                })
                .map(Change::outcome);
    }
}
