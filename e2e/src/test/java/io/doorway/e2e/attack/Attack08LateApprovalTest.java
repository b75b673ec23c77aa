package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 8,
        name = "Late approval: every call after the deadline, with any time on the phone's clock",
        control =
                "The store's clock in every decision and again in the script; no time of a phone or browser is compared",
        where =
                "libs/challenge-store `transition.lua`, libs/protocol `Challenge`; one millisecond before and after the "
                        + "deadline: `ChallengeStoreConformance`")
class Attack08LateApprovalTest {

    private static final long DAY = Duration.ofDays(1).toSeconds();

    private static HeadlessPhone phone;
    private static Shop.Login unscanned;
    private static String lateFrame;
    private static Shop.Login undecided;
    private static ScannedLogin scanned;

    @BeforeAll
    static void expireTwoLogins() {
        phone = TestPlatform.person("Victim").headlessPhone();
        unscanned = Shop.SHORT_DEADLINE.begin();
        lateFrame = unscanned.frame();
        undecided = Shop.SHORT_DEADLINE.begin();
        scanned = phone.scan(undecided::qr);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        unscanned.state().equals("expired") && undecided.state().equals("expired"));
    }

    @ParameterizedTest
    @MethodSource
    void aPhoneMessageAfterTheDeadline(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aPhoneMessageAfterTheDeadline() {
        return clocks().entrySet().stream().flatMap(clock -> {
            Object iat = clock.getValue();
            return Stream.of(
                            late(
                                    "scan",
                                    iat,
                                    "/approvals/scan",
                                    PhoneMessages.SCAN,
                                    PhoneMessages.scanned(lateFrame),
                                    unscanned),
                            late(
                                    "approve",
                                    iat,
                                    decisionPath("approve"),
                                    PhoneMessages.APPROVAL,
                                    transcript(),
                                    undecided),
                            late(
                                    "reject",
                                    iat,
                                    decisionPath("reject"),
                                    PhoneMessages.REJECTION,
                                    Map.of("transcript", scanned.transcript(), "reason", "not_me"),
                                    undecided))
                    .map(attempt -> attempt.named("signed " + clock.getKey()));
        });
    }

    @ParameterizedTest
    @MethodSource
    void aBrowserCallAfterTheDeadline(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aBrowserCallAfterTheDeadline() {
        String id = undecided.challenge();
        return Stream.of(
                        AttackCase.of(
                                        "complete",
                                        () -> ProtocolCalls.browserCall(
                                                undecided.browser(), "POST", ProtocolCalls.completePath(id)))
                                .refused(409, "wrong-state"),
                        AttackCase.of(
                                        "frames",
                                        () -> ProtocolCalls.browserCall(
                                                undecided.browser(), "GET", "/challenges/" + id + "/frames"))
                                .refused(409, "challenge-closed"),
                        AttackCase.of(
                                        "cancel",
                                        () -> ProtocolCalls.browserCall(
                                                undecided.browser(), "DELETE", "/challenges/" + id))
                                .refused(409, "challenge-closed"))
                .map(attempt ->
                        attempt.leavingUnchanged(undecided::state, "expired").named());
    }

    @ParameterizedTest
    @MethodSource
    void completionAfterTheApprovalHasExpired(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> completionAfterTheApprovalHasExpired() {
        return Stream.of(AttackCase.asserting("complete after the end", () -> {
                    Victim victim = Victim.at("approved");
                    Awaitility.await()
                            .atMost(Duration.ofSeconds(20))
                            .until(() -> victim.state().equals("expired"));
                    ObservedResponse late = ProtocolCalls.browserCall(
                            victim.login().browser(), "POST", ProtocolCalls.completePath(victim.challenge()));
                    assertThat(late.summary()).isIn("409 wrong-state", "410 expired");
                })
                .named());
    }

    @Test
    void aPhoneWhoseClockIsWrongByADayLogsIn() {
        for (long skew : new long[] {-DAY, DAY}) {
            Shop.Login login = Shop.PLAIN.begin();
            String transcript = phone.scan(login::qr).transcript();
            long iat = Instant.now().getEpochSecond() + skew;
            String message = signed(PhoneMessages.APPROVAL, iat, Map.of("transcript", transcript));

            assertThat(ProtocolCalls.post(phone, ProtocolCalls.approvePath(login.challenge()), message)
                            .status())
                    .isEqualTo(200);
        }
    }

    private static AttackCase late(
            String name, Object iat, String path, String typ, Map<String, String> own, Shop.Login login) {
        return AttackCase.of(name, () -> ProtocolCalls.post(phone, path, signed(typ, iat, own)))
                .refused(410, "challenge-expired")
                .leavingUnchanged(login::state, "expired");
    }

    private static String signed(String typ, Object iat, Map<String, String> own) {
        Map<String, Object> claims =
                new HashMap<>(PhoneMessages.claims(phone.identity().issuer(), own));
        claims.put("iat", iat);
        return PhoneMessages.sign(typ, phone.identity().key(), phone.identity().credentialId(), claims);
    }

    private static Map<String, Object> clocks() {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> clocks = new LinkedHashMap<>();
        clocks.put("now", now);
        clocks.put(
                "when it was scanned",
                Instant.parse((String) scanned.details().get("scanned_at")).getEpochSecond());
        clocks.put("an hour ago", now - 3600);
        clocks.put("a day ago", now - DAY);
        clocks.put("in a day", now + DAY);
        clocks.put("at the epoch", 0L);
        clocks.put("before the epoch", -1L);
        clocks.put("in the year 9999", 253_402_300_799L);
        clocks.put("the largest number", Long.MAX_VALUE);
        return clocks;
    }

    private static String decisionPath(String decision) {
        return "/approvals/" + undecided.challenge() + "/" + decision;
    }

    private static Map<String, String> transcript() {
        return Map.of("transcript", scanned.transcript());
    }
}
