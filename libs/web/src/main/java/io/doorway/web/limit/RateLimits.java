package io.doorway.web.limit;

import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.Identifier;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.web.geography.GeoLocation;
import io.doorway.web.geography.Geography;
import io.doorway.web.geography.IpNetwork;
import io.doorway.web.limit.RateLimit.RateLimitKey;
import io.doorway.web.limit.RateLimiter.Exceeded;
import io.doorway.web.limit.RateLimiter.Permit;
import io.doorway.web.problem.Problem;
import io.doorway.web.refusal.Actor;
import io.doorway.web.refusal.Refusals;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ResourceInfo;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Admits an attempt, or refuses it with {@code 429 too-many-requests} (RFC 6585 section 4) and the time to wait. A refusal is
 * recorded. An attempt that cannot be counted is refused with 503.
 *
 * <p>{@link RateLimited} calls {@link #beforeAuthentication} for a whole resource. A use case calls {@link #afterAuthentication} when
 * the actor is known.
 */
@Singleton
public class RateLimits {

    private final RateLimiter limiter;
    private final ConfiguredRates rates;
    private final Geography geography;
    private final Refusals refusals;
    private final KnownClaims known;
    private final OngoingVerifications ongoing;
    private final MeterRegistry metrics;
    private final LocalRateLimiter verifiedFirst;

    RateLimits(
            RateLimiter limiter,
            ConfiguredRates rates,
            Geography geography,
            Refusals refusals,
            KnownClaims known,
            OngoingVerifications ongoing,
            MeterRegistry metrics,
            InstantSource clock) {
        this.known = known;
        this.ongoing = ongoing;
        this.limiter = limiter;
        this.rates = rates;
        this.geography = geography;
        this.refusals = refusals;
        this.metrics = metrics;
        this.verifiedFirst = new LocalRateLimiter(clock);
    }

    /** An attempt that was admitted to be verified. */
    public interface Verification {

        /** The attempt is answered. May be repeated. */
        void end();
    }

    /** As what the resource is rate limited, or empty if it is not. */
    public static Optional<Attempt> attempt(ResourceInfo resource) {
        return Optional.ofNullable(resource.getResourceMethod().getAnnotation(RateLimited.class))
                .or(() -> Optional.ofNullable(resource.getResourceClass().getAnnotation(RateLimited.class)))
                .map(RateLimited::value);
    }

    /**
     * Checks the limits of the source, and how many forged attempts it has sent. Those that are verified at this moment are counted as if
     * they were forged.
     *
     * <p>Beyond them, an attempt that names a credential, a challenge, a client or an operator's token is not refused for what others did at its address: it
     * is admitted to be verified if what it names was proved here lately and was not named by many forgeries from this address, or while
     * its network has capacity for such attempts.
     *
     * @param actor the source and what the request names, none of it verified
     * @return the verification, which the caller ends
     */
    public Uni<Verification> beforeAuthentication(Attempt attempt, Actor actor) {
        Permit forgeries = ForgedRequestCounter.byAddress(attempt, actor.source(), rates, false);
        List<Permit> permits = permits(attempt, actor, true);
        permits.add(forgeries);
        return begin(forgeries, permits, exceeded -> admitToProof(attempt, actor, exceeded));
    }

    /**
     * Until they are answered and counted, verifications take the capacity that forgeries would take. A verification begins before the
     * forgeries are read, so that whoever begins after one of them was counted reads it.
     *
     * @param forgeries how many were counted
     * @param permits all that is read and counted
     * @param otherwise what becomes of the attempt if there is no capacity
     */
    private Uni<Verification> begin(
            Permit forgeries, List<Permit> permits, Function<Exceeded, Uni<Verification>> otherwise) {
        return Uni.createFrom().deferred(() -> {
            Optional<Verification> begun =
                    ongoing.begin(forgeries.key(), forgeries.rate().times());
            Runnable end = () -> begun.ifPresent(Verification::end);
            return limiter.tryAcquire(permits)
                    .onFailure()
                    .invoke(end)
                    .onCancellation()
                    .invoke(end)
                    .chain(exceeded -> {
                        if (exceeded.isEmpty() && begun.isPresent()) {
                            return Uni.createFrom().item(begun.get());
                        }
                        end.run();
                        return otherwise.apply(exceeded.orElseGet(() -> tooManyAtOnce(forgeries)));
                    });
        });
    }

    private static Exceeded tooManyAtOnce(Permit forgeries) {
        return new Exceeded(forgeries.limit(), Duration.ofSeconds(1));
    }

    /** Remembers that what the actor names is genuine: it was verified by a signature, or by cookie and key. */
    public void proved(Actor actor) {
        KnownClaims.of(actor).ifPresent(known::add);
    }

    private Uni<Verification> admitToProof(Attempt attempt, Actor actor, Exceeded exceeded) {
        Optional<String> claim = KnownClaims.of(actor);
        if (claim.isEmpty()) {
            throw refuse(attempt, actor, exceeded);
        }
        Permit ofNetwork = new Permit(
                RateLimit.PROVE_BY_NETWORK,
                key(RateLimit.PROVE_BY_NETWORK, attempt, IpNetwork.NETWORK.of(actor.source())),
                rates.of(RateLimit.PROVE_BY_NETWORK),
                true);
        Uni<Verification> byNetwork = limiter.tryAcquire(List.of(ofNetwork)).map(full -> {
            if (full.isPresent()) {
                throw refuse(attempt, actor, exceeded);
            }
            return () -> {};
        });
        if (!known.contains(claim.get())) {
            return byNetwork;
        }
        Permit forgeries = ForgedRequestCounter.byClaim(attempt, actor.source(), claim.get(), rates, false);
        return begin(forgeries, List.of(forgeries), full -> byNetwork);
    }

    /**
     * Checks the limits of the source of a request that was verified before, because it costs nothing or happens once. A condition of what
     * follows from the request.
     *
     * @return false, and nothing is counted, if one is exceeded: {@link #beforeAuthentication} decides then whether the request is refused
     */
    public Uni<Boolean> sourceHasCapacity(Attempt attempt, Actor actor) {
        List<Permit> permits = permits(attempt, actor, true);
        permits.add(ForgedRequestCounter.byAddress(attempt, actor.source(), rates, false));
        return limiter.tryAcquire(permits).map(Optional::isEmpty);
    }

    /**
     * Whether this instance verifies a request before its limits are checked, together with what follows from it: while the source sends it
     * no more than the limits admit. Verifying costs less than asking for the limits; more than that is not verified unasked.
     *
     * @param actor the source
     */
    public boolean verifiesFirst(Attempt attempt, Actor actor) {
        return permits(attempt, actor, true).stream()
                .allMatch(permit -> verifiedFirst.tryAcquire(permit.key(), permit.rate()));
    }

    /** Checks the limits of client, credential and account, as far as the actor has them. */
    public Uni<Void> afterAuthentication(Attempt attempt, Actor actor) {
        return acquire(attempt, actor, permits(attempt, actor, false));
    }

    /** Checks all limits of an attempt that is recognised only after the actor is known: those of its source too, without exception. */
    public Uni<Void> ofKnownActor(Attempt attempt, Actor actor) {
        List<Permit> permits = permits(attempt, actor, true);
        permits.addAll(permits(attempt, actor, false));
        return acquire(attempt, actor, permits);
    }

    /**
     * Whether more than half of the challenges that one address may create were created from this one lately. Nothing is counted.
     *
     * @param ip the browser's address
     */
    public Uni<Boolean> isBusySource(String ip) {
        RateLimit limit = RateLimit.CREATE_BY_ADDRESS;
        return limiter.hasBacklog(
                key(limit, Attempt.CREATE, IpNetwork.ADDRESS.of(ip)),
                rates.of(limit).period().dividedBy(2));
    }

    private List<Permit> permits(Attempt attempt, Actor actor, boolean beforeAuthentication) {
        List<Permit> permits = new ArrayList<>();
        for (RateLimit limit : RateLimit.of(attempt)) {
            if (limit.key().beforeAuthentication() == beforeAuthentication) {
                name(limit.key(), actor)
                        .ifPresent(name ->
                                permits.add(new Permit(limit, key(limit, attempt, name), rates.of(limit), true)));
            }
        }
        return permits;
    }

    private Uni<Void> acquire(Attempt attempt, Actor actor, List<Permit> permits) {
        return permits.isEmpty()
                ? Uni.createFrom().voidItem()
                : limiter.tryAcquire(permits)
                        .invoke(exceeded -> exceeded.ifPresent(limit -> {
                            throw refuse(attempt, actor, limit);
                        }))
                        .replaceWithVoid();
    }

    private RuntimeException refuse(Attempt attempt, Actor actor, Exceeded exceeded) {
        metrics.counter(
                        "doorway.rate-limits.exceeded",
                        "limit",
                        exceeded.limit().text())
                .increment();
        refusals.record(attempt, RefusalReason.RATE_LIMITED, actor);
        return Problem.tooManyRequests(exceeded.retryAfter()).asException();
    }

    /** What the limit counts by, if it is known of the actor. */
    private Optional<String> name(RateLimitKey key, Actor actor) {
        return switch (key) {
            case ADDRESS -> Optional.of(IpNetwork.ADDRESS.of(actor.source()));
            case NETWORK -> Optional.of(IpNetwork.NETWORK.of(actor.source()));
            case SYSTEM ->
                geography
                        .of(actor.source())
                        .flatMap(location -> Optional.ofNullable(location.autonomousSystem()))
                        .map(GeoLocation.AutonomousSystem::number)
                        .map(String::valueOf);
            case CLIENT -> Optional.ofNullable(Identifier.valueOrNull(actor.client()));
            case CLIENT_AT_ADDRESS ->
                Optional.ofNullable(actor.client())
                        .map(client -> client.value() + "@" + IpNetwork.ADDRESS.of(actor.source()));
            case CLAIM_AT_ADDRESS ->
                KnownClaims.of(actor).map(claim -> claim + "@" + IpNetwork.ADDRESS.of(actor.source()));
            case CREDENTIAL -> Optional.ofNullable(Identifier.valueOrNull(actor.credential()));
            case ACCOUNT -> Optional.ofNullable(Identifier.valueOrNull(actor.account()));
        };
    }

    /** All limits of one attempt are in one hash slot, so that they are checked in one step on Redis Cluster too. */
    static String key(RateLimit limit, Attempt attempt, String name) {
        return "{rate-limit:" + attempt.wireName() + "}:" + limit.text() + ":" + name;
    }
}
