package io.doorway.approval.phone.scan;

import static io.doorway.store.redis.RedisScript.millis;

import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Open;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Conditions;
import io.doorway.store.TransitionDecision;
import io.doorway.store.Transitions;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Limits an account to one pending login: the newest scan, see {@link PendingLogins}.
 *
 * <p>Before a scan, its challenge is added to a set of the account; after the scan, the scanned challenges of the set that are replaced
 * are cancelled. The later of two scans finds the earlier one in the set, whether or not an instance crashed in between. Because all use
 * the same order, exactly one of several concurrent scans remains.
 */
@Singleton
class SinglePendingLogin {
    /** Longer than a challenge can be open. */
    private static final Duration TTL = Timing.MAX_TOTAL.plusMinutes(1);

    private static final RedisScript REGISTER = RedisScript.condition(SinglePendingLogin.class, "register-login.lua");
    private static final RedisScript REGISTERED = RedisScript.of(SinglePendingLogin.class, "registered-logins.lua");

    private final RedisCalls redis;
    private final ChallengeStore store;
    private final Transitions transitions;

    SinglePendingLogin(RedisCalls redis, ChallengeStore store, Transitions transitions) {
        this.redis = redis;
        this.store = store;
        this.transitions = transitions;
    }

    /** Registers a challenge that the account is about to scan. A condition of the scan, which always holds. */
    Uni<Void> register(AccountId account, ChallengeId id) {
        return REGISTER.run(redis, List.of(key(account)), List.of(id.value(), millis(TTL)))
                .replaceWithVoid();
    }

    /**
     * Registers a challenge that the account is about to claim without a scan, by a link or a code. The members of the set come with the same round trip.
     *
     * @return whether a pending login of the account holds it back
     */
    Uni<Boolean> registerUnscanned(AccountId account, ChallengeId id, LoginRequest opened) {
        return Uni.combine()
                .all()
                .unis(register(account, id), registered(account, Conditions.Mode.ALONE))
                .asTuple()
                .chain(registered -> load(registered.getItem2(), id))
                .map(others -> others.stream()
                        .flatMap(challenge -> challenge.pendingOf(account))
                        .anyMatch(pending -> PendingLogins.holdsBack(pending, opened)));
    }

    /** The registered challenges of the account, read after its scan is committed: in the same round trip if the scan is conditional. */
    Uni<List<ChallengeId>> registered(AccountId account, Conditions.Mode mode) {
        return REGISTERED.run(redis, mode, List.of(key(account)), List.of()).map(members -> {
            List<ChallengeId> ids = new ArrayList<>(members.size());
            members.forEach(member -> ids.add(new ChallengeId(member.toString())));
            return ids;
        });
    }

    /**
     * Cancels the pending logins of the account that another one replaces. If there is no other one, nothing is read: whoever registers one
     * later finds this one.
     *
     * @param registered the registered challenges, read after {@code id} was scanned
     * @return whether {@code id} is pending and remains
     */
    Uni<Boolean> cancelReplaced(AccountId account, ChallengeId id, List<ChallengeId> registered) {
        if (registered.equals(List.of(id))) {
            return Uni.createFrom().item(true);
        }
        return load(registered, null).chain(all -> {
            List<Scanned> pending = all.stream()
                    .flatMap(challenge -> challenge.pendingOf(account))
                    .toList();
            List<Scanned> replaced = PendingLogins.replaced(pending);
            boolean remains = pending.stream()
                    .filter(login -> !replaced.contains(login))
                    .anyMatch(login -> login.id().equals(id));
            removeEnded(account, all);
            return forEach(replaced, login -> cancel(account, login)).replaceWith(remains);
        });
    }

    /** Nothing is cancelled if the login was decided at the same time. */
    private Uni<?> cancel(AccountId account, Scanned replaced) {
        return transitions.change(
                replaced.id(),
                Fence.NONE,
                snapshot -> snapshot.challenge() instanceof Scanned scanned && isOf(scanned, account)
                        ? new TransitionDecision.Change<>(scanned.cancel(Canceller.NEWER, snapshot.now()), true)
                        : new TransitionDecision.Repeat<>(false));
    }

    /** Cancels the logins that a revoked credential has scanned or approved, so that their browsers do not wait. */
    Uni<Void> cancelAllOf(AccountId account, CredentialId credential) {
        return registered(account, Conditions.Mode.ALONE)
                .chain(ids -> load(ids, null))
                .chain(all -> forEach(
                        all,
                        challenge -> transitions.change(
                                challenge.id(), Fence.NONE, snapshot -> cancelRevoked(snapshot, credential))));
    }

    private static TransitionDecision<Boolean> cancelRevoked(ChallengeSnapshot snapshot, CredentialId credential) {
        if (snapshot.challenge() instanceof Open open && !snapshot.overdue()) {
            Scan scan = open.claim();
            if (scan != null && scan.credential().equals(credential)) {
                return new TransitionDecision.Change<>(open.cancel(Canceller.REVOKED, snapshot.now()), true);
            }
        }
        return new TransitionDecision.Repeat<>(false);
    }

    private static boolean isOf(Scanned scanned, AccountId account) {
        return scanned.scan().account().equals(account);
    }

    /**
     * A challenge in the account's set.
     *
     * @param current the challenge as it is stored, or empty if it is no longer stored
     */
    private record Registered(ChallengeId id, Optional<ChallengeSnapshot> current) {

        /** A login whose deadline has passed is not pending, whether or not the sweeper has run. */
        Stream<Scanned> pendingOf(AccountId account) {
            return current.filter(snapshot -> !snapshot.overdue()).map(ChallengeSnapshot::challenge).stream()
                    .filter(Scanned.class::isInstance)
                    .map(Scanned.class::cast)
                    .filter(scanned -> isOf(scanned, account));
        }

        /** Whether it is not pending and cannot become pending. */
        boolean ended() {
            return current.map(ChallengeSnapshot::challenge)
                    .filter(challenge -> challenge instanceof Created || challenge instanceof Scanned)
                    .isEmpty();
        }
    }

    /** Loads the challenges of a set except one, or all of them. */
    private Uni<List<Registered>> load(List<ChallengeId> registered, @Nullable ChallengeId except) {
        List<Uni<Registered>> loads = registered.stream()
                .filter(id -> !id.equals(except))
                .map(id -> store.load(id).map(found -> new Registered(id, found)))
                .toList();
        return loads.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join().all(loads).andFailFast();
    }

    private void removeEnded(AccountId account, List<Registered> all) {
        all.stream().filter(Registered::ended).forEach(challenge -> remove(account, challenge.id()));
    }

    /** Removes a challenge that has ended. Nobody waits for it: the next scan of the account repeats it. */
    void remove(AccountId account, ChallengeId ended) {
        redis.sendAlong(List.of(Request.cmd(Command.SREM).arg(key(account)).arg(ended.value())));
    }

    private static <T> Uni<Void> forEach(List<T> items, Function<T, Uni<?>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(item -> work.apply(item).replaceWithVoid())
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static String key(AccountId account) {
        return "pending:" + account;
    }
}
