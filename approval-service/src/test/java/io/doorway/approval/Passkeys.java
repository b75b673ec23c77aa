package io.doorway.approval;

import io.doorway.testkit.passkey.HeadlessPasskey;
import io.doorway.testkit.passkey.Manner;
import io.doorway.testkit.phone.HeadlessPhone;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Phones that have had the time to cool off, and passkeys that are not what they should be. */
@ApplicationScoped
class Passkeys {
    private final Pool pool;

    Passkeys(Pool pool) {
        this.pool = pool;
    }

    /** A phone of a new account, enrolled two hours ago. */
    HeadlessPhone settledPhone() {
        return settled(Phones.enrolled());
    }

    /** The same phone two hours later. */
    HeadlessPhone settled(HeadlessPhone phone) {
        return enrolledAgo(Duration.ofHours(2), phone);
    }

    /** The same phone as if it had been enrolled just now. */
    HeadlessPhone fresh(HeadlessPhone phone) {
        return enrolledAgo(Duration.ZERO, phone);
    }

    private HeadlessPhone enrolledAgo(Duration ago, HeadlessPhone phone) {
        pool.preparedQuery(
                        "update approval.credential set enrolled_at = now() - make_interval(secs => $2) where credential_id = $1")
                .execute(Tuple.of(phone.identity().credentialId(), (double) ago.toSeconds()))
                .await()
                .indefinitely();
        return phone;
    }

    /** How an authenticator can go wrong, one way each. */
    enum Wrong {
        OTHER_ORIGIN(good -> good.withOrigin("https://doorway.example")),
        OTHER_PORT(good -> good.withOrigin("http://localhost:8081")),
        OTHER_SCHEME(good -> good.withOrigin("https://localhost:8080")),
        OTHER_RELYING_PARTY(good -> good.withRelyingParty("doorway.example")),
        IN_A_FOREIGN_FRAME(Manner::inAForeignFrame),
        NOBODY_PRESENT(good -> good.withFlags(Manner.USER_VERIFIED)),
        NOBODY_VERIFIED(good -> good.withFlags(Manner.USER_PRESENT)),
        NOTHING_AT_ALL(good -> good.withFlags(0)),
        COPIED_BUT_NOT_COPYABLE(good -> good.withFlags(Manner.USER_PRESENT | Manner.USER_VERIFIED | 0x10));

        private final UnaryOperator<Manner> change;

        Wrong(UnaryOperator<Manner> change) {
            this.change = change;
        }

        HeadlessPasskey of(HeadlessPasskey good) {
            return good.behaving(change.apply(good.manner()));
        }
    }

    /** What is no answer of an authenticator, to be put in place of one member. */
    static final Map<String, String> JUNK = Map.of(
            "empty", "",
            "one byte", "AA",
            "a map without an end", "v2NmbXQ",
            "a long nothing", "A".repeat(4000),
            "nested a thousand deep", "gYGB".repeat(400),
            "a claimed gigabyte", "WkAAAAA");
}
