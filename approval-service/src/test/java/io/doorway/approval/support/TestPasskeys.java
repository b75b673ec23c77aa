package io.doorway.approval.support;

import io.doorway.clients.passkey.AuthenticatorBehaviour;
import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.clients.phone.HeadlessPhone;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Phones in and after their cooling-off period, and faulty passkeys. */
@ApplicationScoped
public class TestPasskeys {
    private final Pool pool;

    public TestPasskeys(Pool pool) {
        this.pool = pool;
    }

    /** A phone of a new account, enrolled two hours ago. */
    public HeadlessPhone phonePastCoolingOff() {
        return pastCoolingOff(EnrolledPhones.enrolled());
    }

    /** The same phone two hours later. */
    public HeadlessPhone pastCoolingOff(HeadlessPhone phone) {
        return enrolledAgo(Duration.ofHours(2), phone);
    }

    /** A new passkey of the phone, registered two days ago, which counts. */
    public HeadlessPasskey addPasskey(HeadlessPhone phone) {
        HeadlessPasskey passkey = phone.addPasskey();
        becomesActive(passkey);
        return passkey;
    }

    /** The passkey as if it had been registered two days ago. */
    public void becomesActive(HeadlessPasskey passkey) {
        execute(
                "update approval.passkey set registered_at = now() - interval '2 days', active_from = now() where passkey_id = $1",
                Tuple.of(passkey.id()));
    }

    /** The removed passkey as if that had been a day ago. */
    public void removedADayAgo(HeadlessPasskey passkey) {
        execute(
                "update approval.removed_passkey set removed_at = now() - interval '25 hours' where passkey_id = $1",
                Tuple.of(passkey.id()));
    }

    /** The requested removal of the phone as if its delay had passed. */
    public void removalIsDue(HeadlessPhone phone) {
        execute(
                "update approval.device_removal set effective_at = now() where credential_id = $1",
                Tuple.of(phone.identity().credentialId()));
    }

    /** The account's suspension, and what its devices waited for then, as if all had begun that much earlier. */
    public void suspendedEarlier(String account, Duration earlier) {
        Tuple arguments = Tuple.of(account, (double) earlier.toSeconds());
        execute(
                "update approval.account set status_changed_at = status_changed_at - make_interval(secs => $2) where account = $1",
                arguments);
        execute("""
                update approval.passkey set active_from = active_from - make_interval(secs => $2)
                where credential_id in (select credential_id from approval.credential where account = $1)""", arguments);
    }

    /** The same phone as if it had been enrolled just now. */
    public HeadlessPhone justEnrolled(HeadlessPhone phone) {
        return enrolledAgo(Duration.ZERO, phone);
    }

    /** The same phone as if it had been enrolled that long ago. */
    public HeadlessPhone enrolledAgo(Duration ago, HeadlessPhone phone) {
        execute(
                "update approval.credential set enrolled_at = now() - make_interval(secs => $2) where credential_id = $1",
                Tuple.of(phone.identity().credentialId(), (double) ago.toSeconds()));
        return phone;
    }

    private void execute(String sql, Tuple arguments) {
        pool.preparedQuery(sql).execute(arguments).await().indefinitely();
    }

    /** Faults of an authenticator, one each. */
    public enum AuthenticatorFault {
        OTHER_ORIGIN(behaviour -> behaviour.withOrigin("https://doorway.example")),
        OTHER_PORT(behaviour -> behaviour.withOrigin("http://localhost:8081")),
        OTHER_SCHEME(behaviour -> behaviour.withOrigin("https://localhost:8080")),
        OTHER_RELYING_PARTY(behaviour -> behaviour.withRelyingParty("doorway.example")),
        CROSS_ORIGIN_FRAME(AuthenticatorBehaviour::inCrossOriginFrame),
        USER_NOT_PRESENT(behaviour -> behaviour.withFlags(AuthenticatorBehaviour.USER_VERIFIED)),
        USER_NOT_VERIFIED(behaviour -> behaviour.withFlags(AuthenticatorBehaviour.USER_PRESENT)),
        NO_FLAGS(behaviour -> behaviour.withFlags(0)),
        BACKED_UP_BUT_NOT_ELIGIBLE(behaviour ->
                behaviour.withFlags(AuthenticatorBehaviour.USER_PRESENT | AuthenticatorBehaviour.USER_VERIFIED | 0x10));

        private final UnaryOperator<AuthenticatorBehaviour> change;

        AuthenticatorFault(UnaryOperator<AuthenticatorBehaviour> change) {
            this.change = change;
        }

        public HeadlessPasskey applyTo(HeadlessPasskey passkey) {
            return passkey.withBehaviour(change.apply(passkey.behaviour()));
        }
    }

    /** Malformed values of a member of an authenticator's response. */
    public static final Map<String, String> MALFORMED_MEMBERS = Map.of(
            "empty", "",
            "one byte", "AA",
            "an unterminated map", "v2NmbXQ",
            "many zero bytes", "A".repeat(4000),
            "deeply nested", "gYGB".repeat(400),
            "a length of one gigabyte", "WkAAAAA");
}
