package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.HastyShop;
import io.doorway.e2e.support.Shop;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneMessages;
import io.doorway.testkit.phone.ScannedLogin;
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
        name = "Late approval: everything after the deadline, whatever the phone's clock says",
        control =
                "The store's clock in every decision and again in the script; no time of a phone or browser is ever compared",
        where =
                "libs/challenge-store `transition.lua`, libs/protocol `Open`; the edge itself, one millisecond before and after, in"
                        + " `ChallengeStoreConformance`")
class Attack08LateApprovalTest {

    private static final long DAY = Duration.ofDays(1).toSeconds();

    private static HeadlessPhone phone;
    private static HastyShop.Login unscanned;
    private static String lateFrame;
    private static HastyShop.Login undecided;
    private static ScannedLogin scanned;

    @BeforeAll
    static void twoLoginsRunOut() {
        phone = Doorway.person("Victim").headlessPhone();
        unscanned = HastyShop.Login.begin();
        lateFrame = unscanned.qr().substring(unscanned.qr().lastIndexOf('/') + 1);
        undecided = HastyShop.Login.begin();
        scanned = phone.scan(undecided::qr);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        unscanned.state().equals("expired") && undecided.state().equals("expired"));
    }

    @ParameterizedTest
    @MethodSource
    void afterTheDeadlineNothingHelps(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> afterTheDeadlineNothingHelps() {
        return clocks().entrySet().stream().flatMap(clock -> {
            Object iat = clock.getValue();
            return Stream.of(
                            late(
                                    "scan",
                                    iat,
                                    "/approvals/scan",
                                    PhoneMessages.SCAN,
                                    Map.of("frame", lateFrame),
                                    unscanned),
                            late("approve", iat, decision("approve"), PhoneMessages.APPROVAL, transcript(), undecided),
                            late(
                                    "reject",
                                    iat,
                                    decision("reject"),
                                    PhoneMessages.REJECTION,
                                    Map.of("transcript", scanned.transcript(), "reason", "not_me"),
                                    undecided))
                    .map(attempt -> attempt.named("signed " + clock.getKey()));
        });
    }

    @ParameterizedTest
    @MethodSource
    void theBrowserIsTooLateToo(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> theBrowserIsTooLateToo() {
        String id = undecided.challenge().challengeId();
        return Stream.of(
                        Attempt.of("complete", () -> Moves.ask(undecided.browser(), "POST", Moves.completion(id)))
                                .refused(409, "wrong-state"),
                        Attempt.of(
                                        "frames",
                                        () -> Moves.ask(undecided.browser(), "GET", "/challenges/" + id + "/frames"))
                                .refused(409, "challenge-closed"),
                        Attempt.of("cancel", () -> Moves.ask(undecided.browser(), "DELETE", "/challenges/" + id))
                                .refused(409, "challenge-closed"))
                .map(attempt -> attempt.leaving(undecided::state, "expired").named());
    }

    @ParameterizedTest
    @MethodSource
    void anApprovalIsNotConsumedAfterItsTenSeconds(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> anApprovalIsNotConsumedAfterItsTenSeconds() {
        return Stream.of(Attempt.holding("complete after the end", () -> {
                    Victim victim = Victim.at("approved");
                    Awaitility.await()
                            .atMost(Duration.ofSeconds(20))
                            .until(() -> victim.state().equals("expired"));
                    Answer late = Moves.ask(victim.login().browser(), "POST", Moves.completion(victim.challenge()));
                    assertThat(late.inWords()).isIn("409 wrong-state", "410 expired");
                })
                .named());
    }

    @Test
    void aPhoneWhoseClockIsADayOffLogsIn() {
        for (long skew : new long[] {-DAY, DAY}) {
            Shop.Login login = Shop.PLAIN.begin();
            String transcript = phone.scan(login::qr).transcript();
            long iat = Instant.now().getEpochSecond() + skew;
            String message = signed(PhoneMessages.APPROVAL, iat, Map.of("transcript", transcript));

            assertThat(Moves.post(phone, Moves.approval(login.challenge()), message)
                            .status())
                    .isEqualTo(200);
        }
    }

    private static Attempt late(
            String name, Object iat, String path, String typ, Map<String, String> own, HastyShop.Login login) {
        return Attempt.of(name, () -> Moves.post(phone, path, signed(typ, iat, own)))
                .refused(410, "challenge-expired")
                .leaving(login::state, "expired");
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
        clocks.put("in 1970", 0L);
        clocks.put("before 1970", -1L);
        clocks.put("in the year 9999", 253_402_300_799L);
        clocks.put("at the end of numbers", Long.MAX_VALUE);
        return clocks;
    }

    private static String decision(String word) {
        return "/approvals/" + undecided.challenge().challengeId() + "/" + word;
    }

    private static Map<String, String> transcript() {
        return Map.of("transcript", scanned.transcript());
    }
}
