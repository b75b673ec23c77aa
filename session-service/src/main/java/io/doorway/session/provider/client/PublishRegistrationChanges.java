package io.doorway.session.provider.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.login.ticket.LoginTickets.TicketConfig;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.event.ClientRegistrationChanged;
import io.doorway.protocol.event.ClientRegistrationChanged.RegistrationChange;
import io.doorway.protocol.record.EventRecord;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.store.EventLog;
import io.doorway.store.Outbox;
import io.doorway.store.OutboxEntry;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisKeys;
import io.doorway.store.redis.RedisOutbox;
import io.doorway.store.redis.RedisScript;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Publishes an event for each client whose registration differs from the one that was published last, by any instance, also while this
 * one was stopped. It names the members that differ, and contains no value.
 *
 * <p>Redis keeps what was published. Event and registration are stored in one step, so that several instances publish a change once. If
 * the service crashes before Kafka has acknowledged the event, the relay publishes it.
 */
@Singleton
public class PublishRegistrationChanges {
    private static final int ID_BYTES = 16;
    private static final int BUCKET = 0;
    private static final String PUBLISHED = RedisKeys.inBucket(BUCKET, "client-registrations");
    private static final String PUBLISHED_OF_REQUESTS = RedisKeys.inBucket(BUCKET, "sent-client-registrations");
    private static final RedisScript READ =
            RedisScript.of(PublishRegistrationChanges.class, "published-registrations.lua");
    private static final RedisScript PUBLISH =
            RedisScript.of(PublishRegistrationChanges.class, "publish-registration.lua");

    private final RedisCalls redis;
    private final Outbox outbox;
    private final EventLog log;
    private final EventSigner signer;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final byte[] digestKey;

    PublishRegistrationChanges(
            RedisCalls redis,
            Outbox outbox,
            EventLog log,
            EventSigner signer,
            RandomGenerator random,
            InstantSource clock,
            TicketConfig tickets) {
        this.redis = redis;
        this.outbox = outbox;
        this.log = log;
        this.signer = signer;
        this.random = random;
        this.clock = clock;
        this.digestKey = Base64Url.decode(tickets.key());
    }

    private record Change(
            ClientId client, PublishedRegistration before, PublishedRegistration after, List<String> members) {

        RegistrationChange kind() {
            if (before.members().isEmpty()) {
                return RegistrationChange.ADDED;
            }
            return after.members().isEmpty() ? RegistrationChange.REMOVED : RegistrationChange.CHANGED;
        }
    }

    /** Completes when the event of every client that differs from what was published is stored, and published if Kafka acknowledges it. */
    Uni<Void> publish(Map<ClientId, JsonNode> registrations) {
        return publish(PUBLISHED, registrations, client -> true);
    }

    /** The same for all registrations that were sent in requests (RFC 7591). */
    public Uni<Void> publishSent(Map<ClientId, JsonNode> registrations) {
        return publish(PUBLISHED_OF_REQUESTS, registrations, client -> true);
    }

    /**
     * The same for one of them.
     *
     * @param registration empty if it is removed
     */
    public Uni<Void> publishSent(ClientId client, Optional<JsonNode> registration) {
        return publish(
                PUBLISHED_OF_REQUESTS,
                registration.map(members -> Map.of(client, members)).orElse(Map.of()),
                client::equals);
    }

    private Uni<Void> publish(String key, Map<ClientId, JsonNode> registrations, Predicate<ClientId> selected) {
        return READ.run(redis, List.of(key), List.of())
                .onItem()
                .transformToMulti(published -> Multi.createFrom().iterable(changes(parse(published), registrations)))
                .filter(change -> selected.test(change.client()))
                .onItem()
                .transformToUniAndConcatenate(change -> store(key, change))
                .collect()
                .asList()
                .map(stored -> stored.stream().flatMap(Optional::stream).toList())
                .chain(this::append);
    }

    private Uni<Void> append(List<OutboxEntry> entries) {
        return entries.isEmpty()
                ? Uni.createFrom().voidItem()
                : log.append(entries)
                        .chain(() -> outbox.remove(BUCKET, entries))
                        .onFailure(StoreUnavailableException.class)
                        .invoke(e -> Log.warnf(
                                "the relay will publish that clients changed, because it is not acknowledged: %s",
                                e.getMessage()))
                        .onFailure(StoreUnavailableException.class)
                        .recoverWithNull();
    }

    private static Map<ClientId, PublishedRegistration> parse(Response published) {
        Map<ClientId, PublishedRegistration> registrations = new HashMap<>();
        for (int i = 0; i < published.size(); i += 2) {
            registrations.put(
                    new ClientId(published.get(i).toString()),
                    PublishedRegistration.parse(published.get(i + 1).toString()));
        }
        return registrations;
    }

    private List<Change> changes(
            Map<ClientId, PublishedRegistration> published, Map<ClientId, JsonNode> registrations) {
        SortedSet<ClientId> clients = new TreeSet<>(Comparator.comparing(ClientId::value));
        clients.addAll(published.keySet());
        clients.addAll(registrations.keySet());
        return clients.stream()
                .map(client -> {
                    PublishedRegistration before = published.getOrDefault(client, PublishedRegistration.NONE);
                    PublishedRegistration after = Optional.ofNullable(registrations.get(client))
                            .map(registration -> PublishedRegistration.of(registration, digestKey))
                            .orElse(PublishedRegistration.NONE);
                    return new Change(client, before, after, before.differingMembers(after));
                })
                .filter(change -> !change.members().isEmpty())
                .toList();
    }

    /** Empty if another instance has published the change. */
    private Uni<Optional<OutboxEntry>> store(String key, Change change) {
        EventRecord event = signer.sign(new ClientRegistrationChanged(
                Base64Url.random(random, ID_BYTES), clock.instant(), change.client(), change.kind(), change.members()));
        List<String> args = new ArrayList<>(List.of(
                change.client().value(), change.before().text(), change.after().text()));
        args.addAll(RedisOutbox.arguments(event));
        return PUBLISH.run(redis, List.of(key, RedisKeys.outbox(BUCKET)), args)
                .map(id -> id.toString().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new OutboxEntry(BUCKET, id.toString(), event)));
    }
}
