package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.protocol.encoding.Crockford32;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 26,
        name = "Guessing: invented ids, codes, tokens and enrolment codes, or variants of a genuine one",
        control =
                "128 random bits of an id, 256 of a code or token, 100 of an enrolment code, each used once and for a short "
                        + "time; three tries of a confirmation code",
        where =
                "libs/protocol `ChallengeId`; session-service `ChallengeBoundToken`, `ConsumeApproval`; approval-service "
                        + "`EnrolmentCode`")
class Attack26GuessingTest {

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static Victim victim;

    @BeforeAll
    static void startLogin() {
        victim = Victim.at("created");
    }

    @ParameterizedTest
    @MethodSource
    void aRandomValue(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Generated from a seed, so that a failure can be repeated. */
    static Stream<Named<AttackCase>> aRandomValue() {
        return IntStream.rangeClosed(1, 10).boxed().flatMap(seed -> {
            Random random = new Random(seed);
            String id = bytes(random, 16);
            String secret = bytes(random, 32);
            return Stream.of(
                            AttackCase.of(
                                            "challenge id",
                                            () -> ProtocolCalls.browserCall(
                                                    victim.login().browser(), "GET", "/challenges/" + id + "/frames"))
                                    .refused(404, "challenge-not-found"),
                            AttackCase.of(
                                            "authorization code of the victim's login",
                                            () -> ObservedResponse.of(
                                                    victim.login().redeem(victim.challenge() + "." + secret)))
                                    .refused(400, "invalid_grant"),
                            AttackCase.of(
                                            "access token",
                                            () -> ProtocolCalls.userInfo(victim.challenge() + "." + secret))
                                    .refused(401, "invalid_token"),
                            AttackCase.of(
                                            "QR frame of the victim's login",
                                            () -> ProtocolCalls.scan(victim.phone(), frame(random)))
                                    .refused(404, "challenge-not-found"),
                            AttackCase.of("enrolment code", () -> enrol(random)).refused(403, "wrong-enrolment-code"))
                    .map(attempt ->
                            attempt.leavingUnchanged(victim::state, "created").named("guess " + seed));
        });
    }

    @ParameterizedTest
    @MethodSource
    void aConfirmationCode(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aConfirmationCode() {
        return Stream.of(AttackCase.asserting("200 concurrent guesses have three tries", () -> {
                    Shop.Login login = Shop.ALWAYS_CODE.begin();
                    HeadlessPhone phone = TestPlatform.person("Victim").headlessPhone();
                    int code = Integer.parseInt(
                            phone.approve(phone.scan(login::qr)).text("code"));

                    List<ObservedResponse> answers = ConcurrentCalls.run(
                            200,
                            i -> ObservedResponse.of(login.browser()
                                    .sendWithProof(
                                            "POST",
                                            ProtocolCalls.completePath(login.challenge()),
                                            Map.of(),
                                            "{\"code\":\"%06d\"}".formatted((code + 1 + i) % 1_000_000))));

                    assertThat(answers)
                            .extracting(ObservedResponse::summary)
                            .isSubsetOf("403 wrong-code", "410 cancelled", "503 unavailable");
                    assertThat(answers.stream().filter(answer -> answer.status() == 403))
                            .hasSizeLessThanOrEqualTo(2);
                    assertThat(login.state()).isEqualTo("cancelled");
                })
                .named());
    }

    @Test
    void issuedIdsAndCodesAreLongAndDistinct() {
        assertThat(Stream.generate(() -> Shop.PLAIN.begin().challenge())
                        .limit(10)
                        .distinct())
                .hasSize(10)
                .allMatch(id -> Base64.getUrlDecoder().decode(id).length == 16);
        assertThat(Victim.at("approved").login().code()).hasSize(22 + 1 + 43);
    }

    private static String bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The victim's frame with a random MAC. */
    private static String frame(Random random) {
        byte[] bytes = Crockford32.decode(victim.frame());
        byte[] mac = new byte[16];
        random.nextBytes(mac);
        System.arraycopy(mac, 0, bytes, bytes.length - mac.length, mac.length);
        return Crockford32.encode(bytes);
    }

    private static ObservedResponse enrol(Random random) {
        StringBuilder code = new StringBuilder();
        random.ints(20, 0, CROCKFORD.length()).forEach(i -> code.append(CROCKFORD.charAt(i)));
        return ProtocolCalls.enrol(victim.phone(), code.toString());
    }
}
