package io.doorway.session.provider.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.event.ClientRegistrationChanged;
import io.doorway.protocol.event.ClientRegistrationChanged.RegistrationChange;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Publishes an event for each client whose registration changed. It names the members that differ, and contains no value. */
@ApplicationScoped
class PublishRegistrationChanges {
    private static final int ID_BYTES = 16;

    private final EventLog log;
    private final EventSigner signer;
    private final RandomGenerator random;
    private final InstantSource clock;

    PublishRegistrationChanges(EventLog log, EventSigner signer, RandomGenerator random, InstantSource clock) {
        this.log = log;
        this.signer = signer;
        this.random = random;
        this.clock = clock;
    }

    /** Completes when Kafka has acknowledged the event of every client that differs. */
    Uni<Void> publish(Map<ClientId, JsonNode> before, Map<ClientId, JsonNode> after) {
        Set<ClientId> clients = new HashSet<>(before.keySet());
        clients.addAll(after.keySet());
        List<OutboxEntry> events = clients.stream()
                .sorted(Comparator.comparing(ClientId::value))
                .flatMap(client -> change(client, before.get(client), after.get(client)).stream())
                .map(event -> OutboxEntry.direct(signer.sign(event)))
                .toList();
        return events.isEmpty() ? Uni.createFrom().voidItem() : log.append(events);
    }

    private Optional<ClientRegistrationChanged> change(
            ClientId client, @Nullable JsonNode before, @Nullable JsonNode after) {
        List<String> members = differingMembers(before, after);
        if (members.isEmpty()) {
            return Optional.empty();
        }
        RegistrationChange change = before == null
                ? RegistrationChange.ADDED
                : after == null ? RegistrationChange.REMOVED : RegistrationChange.CHANGED;
        return Optional.of(new ClientRegistrationChanged(
                Base64Url.random(random, ID_BYTES), clock.instant(), client, change, members));
    }

    private static List<String> differingMembers(@Nullable JsonNode before, @Nullable JsonNode after) {
        Set<String> names = new HashSet<>();
        for (JsonNode registration : new JsonNode[] {before, after}) {
            if (registration != null) {
                registration.fieldNames().forEachRemaining(names::add);
            }
        }
        return names.stream()
                .filter(name ->
                        before == null || after == null || !before.path(name).equals(after.path(name)))
                .sorted()
                .toList();
    }
}
