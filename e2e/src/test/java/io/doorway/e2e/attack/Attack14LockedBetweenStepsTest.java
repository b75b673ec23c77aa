package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
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
        name = "Locked between steps: an account is suspended, or a device revoked, between any two steps",
        control =
                "Account and device are checked at every step; an entry in the revocation list, which every later step checks, "
                        + "stops what was approved before",
        where = "approval-service `MessageChecks`, `Accounts`; libs/login `RevocationList`; session-service "
                + "`CompleteLogin`, `CodeGrantHandler`, `UserInfoResource`")
class Attack14LockedBetweenStepsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** What stops the account or the phone. */
    private enum Lock {
        SUSPENSION(
                "the account is suspended", 403, "account-not-active", ObservedResponse.of(403, "account-not-active")),
        REVOCATION("the phone is revoked", 401, "credential-not-active", ObservedResponse.of(410, "cancelled"));

        private final String description;
        private final int status;
        private final String error;
        private final ObservedResponse refusalToBrowser;

        Lock(String description, int status, String error, ObservedResponse refusalToBrowser) {
            this.description = description;
            this.status = status;
            this.error = error;
            this.refusalToBrowser = refusalToBrowser;
        }

        /** A revocation cancels the logins that the phone has claimed. A suspension does not, because the account may be resumed. */
        String stateAfter(String state) {
            return this == SUSPENSION || state.equals("created") ? state : "cancelled";
        }

        void apply(Victim victim) {
            if (this == SUSPENSION) {
                TestPlatform.operator("enrolment").suspend(victim.person().account());
            } else {
                victim.person().headlessPhone().revoke(victim.phone().identity().credentialId());
            }
        }
    }

    @ParameterizedTest
    @MethodSource
    void theNextPhoneCall(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> theNextPhoneCall() {
        return Stream.of(Lock.values())
                .flatMap(lock -> Stream.of(
                                phoneCall(
                                        "scan",
                                        lock,
                                        "created",
                                        v -> ProtocolCalls.scan(
                                                v.phone(), v.login().frame())),
                                phoneCall("scan again", lock, "scanned", v -> ProtocolCalls.scan(v.phone(), v.frame())),
                                phoneCall(
                                        "approve",
                                        lock,
                                        "scanned",
                                        v -> ProtocolCalls.approve(v.phone(), v.challenge(), transcript(v))),
                                phoneCall(
                                        "reject",
                                        lock,
                                        "scanned",
                                        v -> ProtocolCalls.reject(v.phone(), v.challenge(), transcript(v))),
                                phoneCall(
                                        "approve again",
                                        lock,
                                        "approved",
                                        v -> ProtocolCalls.approve(v.phone(), v.challenge(), transcript(v))),
                                phoneCall("list devices", lock, "created", v -> devices(v.phone())))
                        .map(attempt -> attempt.named(lock.description)));
    }

    private interface Call {
        ObservedResponse by(Victim victim);
    }

    private static AttackCase phoneCall(String name, Lock lock, String state, Call step) {
        Victim[] locked = new Victim[1];
        return AttackCase.of(name, () -> {
                    locked[0] = Victim.at(state);
                    lock.apply(locked[0]);
                    return step.by(locked[0]);
                })
                .refused(lock.status, lock.error)
                .leavingUnchanged(() -> awaitState(locked[0], lock.stateAfter(state)), lock.stateAfter(state));
    }

    /** A revocation cancels the logins with a delay. */
    private static String awaitState(Victim victim, String expected) {
        return Awaitility.await().atMost(TIMEOUT).until(victim::state, state -> state.equals(expected));
    }

    @ParameterizedTest
    @MethodSource
    void anEarlierApproval(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anEarlierApproval() {
        return Stream.of(Lock.values())
                .flatMap(lock -> Stream.of(
                                browserCall("complete", lock, "approved"),
                                browserCall("complete again", lock, "consumed"),
                                AttackCase.of("redeem the code", () -> {
                                            Victim victim = Victim.at("approved");
                                            String code = victim.login().code();
                                            lock.apply(victim);
                                            return ObservedResponse.of(
                                                    victim.login().redeem(code));
                                        })
                                        .refused(400, "invalid_grant"))
                        .map(attempt -> attempt.named(lock.description)));
    }

    private static AttackCase browserCall(String name, Lock lock, String state) {
        return AttackCase.of(name, () -> {
                    Victim victim = Victim.at(state);
                    lock.apply(victim);
                    return ProtocolCalls.browserCall(
                            victim.login().browser(), "POST", ProtocolCalls.completePath(victim.challenge()));
                })
                .refused(lock.refusalToBrowser.status(), lock.refusalToBrowser.error());
    }

    @ParameterizedTest
    @MethodSource
    void anEarlierTokenOrLinkOfASuspendedAccount(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anEarlierTokenOrLinkOfASuspendedAccount() {
        return Stream.of(
                        AttackCase.of("an access token", () -> {
                                    Victim victim = Victim.at("approved");
                                    String token = victim.login().accessToken();
                                    Lock.SUSPENSION.apply(victim);
                                    return ProtocolCalls.userInfo(token);
                                })
                                .refused(401, "invalid_token"),
                        AttackCase.of("an enrolment link", () -> {
                                    Victim victim = Victim.at("created");
                                    String code = victim.person().enrolmentCode();
                                    Lock.SUSPENSION.apply(victim);
                                    return ProtocolCalls.enrol(victim.phone(), code);
                                })
                                .refused(403, "account-not-active"))
                .map(AttackCase::named);
    }

    @Test
    void aResumedAccountLogsIn() {
        TestPlatform.Person person = TestPlatform.person("Victim");
        HeadlessPhone phone = person.headlessPhone();
        TestPlatform.operator("enrolment").suspend(person.account());
        TestPlatform.operator("enrolment").resume(person.account());

        Victim resumed = Victim.at("approved", Shop.PLAIN, person, phone);

        assertThat(resumed.login().accessToken()).isNotEmpty();
    }

    private static String transcript(Victim victim) {
        return victim.scanned().transcript();
    }

    private static ObservedResponse devices(HeadlessPhone phone) {
        return ObservedResponse.of(phone.api().get("/devices", phone.signedMessage(PhoneMessages.DEVICE, Map.of())));
    }
}
