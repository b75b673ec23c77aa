package io.doorway.approval.scan;

import io.doorway.protocol.challenge.Canceller;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Open;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Fence;
import io.doorway.store.Loaded;
import io.doorway.store.Transitions;
import io.doorway.store.Verdict;
import io.doorway.store.redis.RedisCalls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps an account to one login to decide: the newest.
 *
 * <p>A scan is announced in a set of the account before it is made, and settled after. Whichever of two scans is made later finds
 * the other one announced and made, whatever crashed in between; and because both go by the same order, of any number that race
 * exactly one is left.
 */
@ApplicationScoped
class OnePending {
    /** Longer than a challenge can be open: ten minutes for the scan and ten to decide, at most. */
    private static final Duration KEPT = Duration.ofMinutes(21);

    private static final Comparator<Scanned> NEWEST_LAST = Comparator.comparing(
                    (Scanned scanned) -> scanned.scan().at())
            .thenComparing(scanned -> scanned.id().value());

    private final RedisCalls redis;
    private final ChallengeStore store;
    private final Transitions transitions;

    OnePending(RedisCalls redis, ChallengeStore store, Transitions transitions) {
        this.redis = redis;
        this.store = store;
        this.transitions = transitions;
    }

    /** Says that the account is about to scan a challenge. */
    Uni<Void> announce(String account, ChallengeId id) {
        return redis.batch(List.of(
                        Request.cmd(Command.SADD).arg(key(account)).arg(id.value()),
                        Request.cmd(Command.PEXPIRE).arg(key(account)).arg(KEPT.toMillis())))
                .replaceWithVoid();
    }

    /** Cancels everything that the account has scanned and not decided but the newest. Whether that one is the given one. */
    Uni<Boolean> settle(String account, ChallengeId id) {
        return announced(account).chain(all -> {
            List<Scanned> pending = all.stream()
                    .flatMap(one -> one.pendingOf(account))
                    .sorted(NEWEST_LAST)
                    .toList();
            List<Scanned> older = pending.subList(0, Math.max(0, pending.size() - 1));
            boolean newest = !pending.isEmpty() && pending.getLast().id().equals(id);
            return forget(account, all)
                    .chain(() -> Multi.createFrom()
                            .iterable(older)
                            .onItem()
                            .transformToUniAndConcatenate(overtaken -> cancel(account, overtaken.id()))
                            .collect()
                            .asList())
                    .replaceWith(newest);
        });
    }

    /** Cancels what a revoked credential has scanned or approved, so that the waiting browser is told. */
    Uni<Void> endThoseOf(String account, String credential) {
        return announced(account)
                .chain(all -> Multi.createFrom()
                        .iterable(all)
                        .onItem()
                        .transformToUniAndConcatenate(
                                one -> transitions.change(one.id(), Fence.NONE, loaded -> revoke(loaded, credential)))
                        .collect()
                        .asList())
                .replaceWithVoid();
    }

    private static Verdict<Boolean> revoke(Loaded loaded, String credential) {
        Scan claim = loaded.challenge() instanceof Open open ? open.claim() : null;
        return claim != null && claim.credential().equals(credential) && !loaded.overdue()
                ? new Verdict.Change<>(((Open) loaded.challenge()).cancel(Canceller.REVOKED, loaded.now()), true)
                : new Verdict.Again<>(false);
    }

    /** A challenge that was announced, as it is now; empty if there is none any more. */
    private record Announced(ChallengeId id, Optional<Challenge> challenge) {

        Stream<Scanned> pendingOf(String account) {
            return challenge.stream()
                    .filter(Scanned.class::isInstance)
                    .map(Scanned.class::cast)
                    .filter(scanned -> scanned.scan().account().equals(account));
        }

        /** Whether it can never be pending again. */
        boolean over() {
            return challenge
                    .filter(now -> now instanceof Created || now instanceof Scanned)
                    .isEmpty();
        }
    }

    private Uni<List<Announced>> announced(String account) {
        return redis.send(Request.cmd(Command.SMEMBERS).arg(key(account)))
                .chain(members -> Multi.createFrom()
                        .iterable(members)
                        .map(member -> new ChallengeId(member.toString()))
                        .onItem()
                        .transformToUniAndConcatenate(id ->
                                store.load(id).map(found -> new Announced(id, found.map(Loaded::challenge))))
                        .collect()
                        .asList());
    }

    private Uni<Void> forget(String account, List<Announced> announced) {
        List<String> over = announced.stream()
                .filter(Announced::over)
                .map(one -> one.id().value())
                .toList();
        if (over.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Request remove = Request.cmd(Command.SREM).arg(key(account));
        over.forEach(remove::arg);
        return redis.send(remove).replaceWithVoid();
    }

    /** Whoever decides at the same moment may have been first; then there is nothing to cancel. */
    private Uni<Void> cancel(String account, ChallengeId id) {
        return transitions
                .change(
                        id,
                        Fence.NONE,
                        loaded -> new Announced(id, Optional.of(loaded.challenge()))
                                .pendingOf(account)
                                .findFirst()
                                .<Verdict<Boolean>>map(scanned ->
                                        new Verdict.Change<>(scanned.cancel(Canceller.NEWER, loaded.now()), true))
                                .orElseGet(() -> new Verdict.Again<>(false)))
                .replaceWithVoid();
    }

    private static String key(String account) {
        return "pending:" + account;
    }
}
