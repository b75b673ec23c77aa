package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.Wire;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneMessages;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 14,
        name = "Locked at any step: an account is suspended, or a device revoked, between any two steps",
        control =
                "Account and device are asked again at every step; what was approved before is stopped at a gate that every later step asks",
        where =
                "approval-service `MessageChecks`, `SuspendAccount`; libs/edge `AccountGate`, `CredentialGate`; session-service `CompleteLogin`, `CodeGrant`,"
                        + " `UserInfoResource`")
class Attack14LockedAtAnyStepTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** What is taken away from the person. */
    private enum Lock {
        SUSPENSION("the account is suspended", 403, "account-not-active", Answer.of(403, "account-not-active")),
        REVOCATION("the phone is revoked", 401, "credential-not-active", Answer.of(410, "cancelled"));

        private final String words;
        private final int status;
        private final String error;
        private final Answer toTheBrowser;

        Lock(String words, int status, String error, Answer toTheBrowser) {
            this.words = words;
            this.status = status;
            this.error = error;
            this.toTheBrowser = toTheBrowser;
        }

        /** A phone that is revoked takes the logins that it had claimed with it; a suspended account may be resumed. */
        String leaves(String state) {
            return this == SUSPENSION || state.equals("created") ? state : "cancelled";
        }

        void on(Victim victim) {
            if (this == SUSPENSION) {
                Doorway.operator("enrolment").suspend(victim.person().account());
            } else {
                victim.person().headlessPhone().revoke(victim.phone().identity().credentialId());
            }
        }
    }

    @ParameterizedTest
    @MethodSource
    void thePhonesNextStep(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> thePhonesNextStep() {
        return Stream.of(Lock.values())
                .flatMap(lock -> Stream.of(
                                phones(
                                        "scan",
                                        lock,
                                        "created",
                                        v -> Moves.scan(v.phone(), v.login().frame())),
                                phones("scan again", lock, "scanned", v -> Moves.scan(v.phone(), v.frame())),
                                phones(
                                        "approve",
                                        lock,
                                        "scanned",
                                        v -> Moves.approve(v.phone(), v.challenge(), transcript(v))),
                                phones(
                                        "reject",
                                        lock,
                                        "scanned",
                                        v -> Moves.reject(v.phone(), v.challenge(), transcript(v))),
                                phones(
                                        "approve again",
                                        lock,
                                        "approved",
                                        v -> Moves.approve(v.phone(), v.challenge(), transcript(v))),
                                phones("list devices", lock, "created", v -> devices(v.phone())))
                        .map(attempt -> attempt.named(lock.words)));
    }

    private interface Step {
        Answer take(Victim victim);
    }

    private static Attempt phones(String name, Lock lock, String state, Step step) {
        Victim[] locked = new Victim[1];
        return Attempt.of(name, () -> {
                    locked[0] = Victim.at(state);
                    lock.on(locked[0]);
                    return step.take(locked[0]);
                })
                .refused(lock.status, lock.error)
                .leaving(() -> settled(locked[0], lock.leaves(state)), lock.leaves(state));
    }

    /** The state, after the time that a revocation may take to reach the logins. */
    private static String settled(Victim victim, String expected) {
        return Awaitility.await().atMost(PATIENCE).until(victim::state, state -> state.equals(expected));
    }

    @ParameterizedTest
    @MethodSource
    void whatWasApprovedBefore(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> whatWasApprovedBefore() {
        return Stream.of(Lock.values())
                .flatMap(lock -> Stream.of(
                                browsers("complete", lock, "approved"),
                                browsers("complete again", lock, "consumed"),
                                Attempt.of("redeem the code", () -> {
                                            Victim victim = Victim.at("approved");
                                            String code = victim.login().code();
                                            lock.on(victim);
                                            return Answer.of(victim.login().redeem(code));
                                        })
                                        .refused(400, "invalid_grant"))
                        .map(attempt -> attempt.named(lock.words)));
    }

    private static Attempt browsers(String name, Lock lock, String state) {
        return Attempt.of(name, () -> {
                    Victim victim = Victim.at(state);
                    lock.on(victim);
                    return Moves.ask(victim.login().browser(), "POST", Moves.completion(victim.challenge()));
                })
                .refused(lock.toTheBrowser.status(), lock.toTheBrowser.error());
    }

    @ParameterizedTest
    @MethodSource
    void whatASuspendedAccountHas(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> whatASuspendedAccountHas() {
        return Stream.of(
                        Attempt.of("an access token", () -> {
                                    Victim victim = Victim.at("approved");
                                    String token = Tokens.accessToken(victim.login());
                                    Lock.SUSPENSION.on(victim);
                                    return Tokens.userInfo(token);
                                })
                                .refused(401, "invalid_token"),
                        Attempt.of("an enrolment link", () -> {
                                    Victim victim = Victim.at("created");
                                    String link = victim.person().enrolmentLink();
                                    Lock.SUSPENSION.on(victim);
                                    return enrol(link);
                                })
                                .refused(403, "account-not-active"))
                .map(Attempt::named);
    }

    @Test
    void whoIsResumedLogsIn() {
        Doorway.Person person = Doorway.person("Victim");
        HeadlessPhone phone = person.headlessPhone();
        Doorway.operator("enrolment").suspend(person.account());
        Doorway.operator("enrolment").resume(person.account());

        Victim back = Victim.at("approved", Shop.PLAIN, person, phone);

        assertThat(Tokens.accessToken(back.login())).isNotEmpty();
    }

    private static String transcript(Victim victim) {
        return victim.scanned().transcript();
    }

    private static Answer devices(HeadlessPhone phone) {
        return Answer.of(phone.line().get("/devices", phone.message(PhoneMessages.DEVICE, Map.of())));
    }

    private static Answer enrol(String link) {
        Map<String, Object> claims = PhoneMessages.claims(
                Doorway.issuer().toString(),
                Map.of("enrolment_code", link.substring(link.indexOf('#') + 1), "name", "phone"));
        return Answer.of(Wire.send(
                "POST",
                "/devices",
                Map.of("Content-Type", "application/jose"),
                PhoneMessages.signEnrolment(PhoneMessages.newKey(), claims)));
    }
}
