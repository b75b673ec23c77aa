package io.doorway.session.provider.client;

import com.nimbusds.jose.jwk.JWKSet;
import io.doorway.session.provider.outgoing.LoopbackTrust;
import io.doorway.session.provider.outgoing.OutgoingAddresses;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The keys that clients publish at their {@code jwks_uri}.
 *
 * <p>An assertion that is not authenticated yet can cause a fetch, because it may name a new key. So a client's keys are fetched by one
 * request at a time, at most once in {@link #MIN_INTERVAL}, within a total time and size, from {@linkplain OutgoingAddresses a public address}, and
 * never through a redirect: the client controls the response and what its host resolves to. No thread of the service waits for a fetch, and an assertion with a key that is known is
 * never delayed by one.
 */
@Singleton
class PublishedKeys {
    /** Between two fetches of one client's keys, whatever assertions name. */
    static final Duration MIN_INTERVAL = Duration.ofSeconds(15);

    /** After this time the keys are fetched again, while the known ones are used. */
    static final Duration REFRESH_AFTER = Duration.ofMinutes(4);

    /** After this time keys are not used any more without a fetch: a client that removes a key ends its use. */
    static final Duration VALID = Duration.ofMinutes(5);

    /** For this time the last keys are used while fetches fail: an outage of the client's server does not end its logins. */
    static final Duration OUTAGE = Duration.ofHours(1);

    private static final Duration MAX_TIME = Duration.ofSeconds(3);
    private static final int MAX_BYTES = 64 * 1024;
    private static final int OK = 200;

    private final Map<URI, Source> sources = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final InstantSource clock;
    private final Duration maxTime;
    private final OutgoingAddresses addresses;
    private final HttpClient http;
    private final HttpClient onThisMachine;

    @Inject
    PublishedKeys(InstantSource clock, OutgoingAddresses addresses) {
        this(clock, addresses, MAX_TIME);
    }

    /** @param maxTime for a whole fetch, from the connection to the last byte */
    PublishedKeys(InstantSource clock, OutgoingAddresses addresses, Duration maxTime) {
        this.clock = clock;
        this.addresses = addresses;
        this.maxTime = maxTime;
        this.http = client().build();
        this.onThisMachine = client().sslContext(LoopbackTrust.context()).build();
    }

    private HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(maxTime);
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
        http.shutdownNow();
        onThisMachine.shutdownNow();
    }

    /**
     * The keys at the address. They arrive on the caller's event loop.
     *
     * @param keyId the key that an assertion names, or null if it names none
     * @return empty if no keys are known; the key may be missing in those that are known
     */
    Uni<Optional<JWKSet>> find(URI address, @Nullable String keyId) {
        return findWith(address, set -> keyId == null || set.getKeyByKeyId(keyId) != null);
    }

    /**
     * The same.
     *
     * @param sufficient whether a set has what is looked for; if it does not, the client may have published it since
     */
    Uni<Optional<JWKSet>> findWith(URI address, Predicate<JWKSet> sufficient) {
        Context caller = Vertx.currentContext();
        if (!sources.containsKey(address)) {
            sources.values().removeIf(Source::isUnused);
        }
        Uni<Optional<JWKSet>> keys =
                sources.computeIfAbsent(address, Source::new).find(sufficient);
        return caller == null ? keys : keys.emitOn(task -> caller.runOnContext(ignored -> task.run()));
    }

    /** Of which keys are known or being fetched. */
    Set<URI> addresses() {
        return Set.copyOf(sources.keySet());
    }

    private JWKSet download(URI address) throws IOException, InterruptedException, ParseException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        // The client connects to the address that is checked here: the JVM keeps what a name resolved to for longer
        // than that takes.
        boolean loopback = addresses.resolved(address.getHost()).isLoopbackAddress();
        HttpResponse<InputStream> response =
                (loopback ? onThisMachine : http).send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            byte[] content = response.statusCode() == OK ? body.readNBytes(MAX_BYTES + 1) : new byte[0];
            if (content.length == 0 || content.length > MAX_BYTES) {
                throw new IOException("status " + response.statusCode() + ", or not 1 to " + MAX_BYTES + " bytes");
            }
            return KeySets.readable(new String(content, StandardCharsets.UTF_8));
        }
    }

    /** The keys at one address. Its lock is held for the time of a look-up only. */
    private final class Source {
        private final URI address;
        private @Nullable JWKSet keys;
        private Instant fetchedAt = Instant.MIN;
        private Instant startedAt = Instant.MIN;
        private boolean failed;
        private @Nullable CompletableFuture<Void> fetch;
        private Instant usedAt = Instant.MAX;

        Source(URI address) {
            this.address = address;
        }

        synchronized Uni<Optional<JWKSet>> find(Predicate<JWKSet> sufficient) {
            Instant now = clock.instant();
            usedAt = now;
            boolean known = valid(now).filter(sufficient).isPresent();
            boolean wanted = !known || !now.isBefore(fetchedAt.plus(REFRESH_AFTER));
            if (wanted && fetch == null && !now.isBefore(startedAt.plus(MIN_INTERVAL))) {
                start(now);
            }
            // A copy, because a caller that goes away cancels its future, and the fetch is for all callers.
            return known || fetch == null
                    ? Uni.createFrom().item(valid(now))
                    : Uni.createFrom().completionStage(fetch.copy()).map(ended -> valid(clock.instant()));
        }

        /** Whether nothing that is known about the address matters any more, so that those of former registrations do not pile up. */
        synchronized boolean isUnused() {
            return fetch == null && usedAt.isBefore(clock.instant().minus(OUTAGE));
        }

        private synchronized Optional<JWKSet> valid(Instant now) {
            return Optional.ofNullable(keys).filter(set -> now.isBefore(fetchedAt.plus(failed ? OUTAGE : VALID)));
        }

        private void start(Instant now) {
            startedAt = now;
            CompletableFuture<JWKSet> download =
                    new CompletableFuture<JWKSet>().orTimeout(maxTime.toMillis(), TimeUnit.MILLISECONDS);
            fetch = download.handle(this::end);
            Future<?> task = threads.submit(() -> {
                try {
                    download.complete(download(address));
                } catch (IOException | InterruptedException | ParseException | RuntimeException e) {
                    download.completeExceptionally(e);
                }
            });
            download.whenComplete((set, failure) -> task.cancel(true));
        }

        private synchronized @Nullable Void end(@Nullable JWKSet fetched, @Nullable Throwable failure) {
            if (fetched == null) {
                Log.warnf("the keys at %s were not fetched: %s", address, failure);
            } else {
                keys = fetched;
                fetchedAt = startedAt;
            }
            failed = fetched == null;
            fetch = null;
            return null;
        }
    }
}
