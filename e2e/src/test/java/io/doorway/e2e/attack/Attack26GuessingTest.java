package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.Wire;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneMessages;
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
        name = "Guessing: ids, codes, tokens and enrolment codes made up, or made from a genuine neighbour",
        control =
                "128 random bits of an id, 256 of a code or token, 100 of an enrolment code, each used once and briefly; three tries of a typed code",
        where =
                "libs/protocol `ChallengeId`; session-service `BoundSecret`; `TakeApproval`; approval-service `EnrolmentCode`")
class Attack26GuessingTest {

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static Victim victim;

    @BeforeAll
    static void aLoginIsThere() {
        victim = Victim.at("created");
    }

    @ParameterizedTest
    @MethodSource
    void aGuess(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Seeded, so that a guess has a name. */
    static Stream<Named<Attempt>> aGuess() {
        return IntStream.rangeClosed(1, 10).boxed().flatMap(seed -> {
            Random random = new Random(seed);
            String id = bytes(random, 16);
            String secret = bytes(random, 32);
            return Stream.of(
                            Attempt.of(
                                            "challenge id",
                                            () -> Moves.ask(
                                                    victim.login().browser(), "GET", "/challenges/" + id + "/frames"))
                                    .refused(404, "challenge-not-found"),
                            Attempt.of(
                                            "authorization code of the victim's login",
                                            () -> Answer.of(victim.login().redeem(victim.challenge() + "." + secret)))
                                    .refused(400, "invalid_grant"),
                            Attempt.of("access token", () -> Tokens.userInfo(victim.challenge() + "." + secret))
                                    .refused(401, "invalid_token"),
                            Attempt.of(
                                            "QR frame of the victim's login",
                                            () -> Moves.scan(victim.phone(), frame(random)))
                                    .refused(404, "challenge-not-found"),
                            Attempt.of("enrolment code", () -> enrol(random)).refused(403, "wrong-enrolment-code"))
                    .map(attempt -> attempt.leaving(victim::state, "created").named("guess " + seed));
        });
    }

    @ParameterizedTest
    @MethodSource
    void aTypedCode(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aTypedCode() {
        return Stream.of(Attempt.holding("200 guesses at the same moment have three tries", () -> {
                    Shop.Login login = Shop.CAREFUL.begin();
                    HeadlessPhone phone = Doorway.person("Victim").headlessPhone();
                    int right = Integer.parseInt(
                            phone.approve(phone.scan(login::qr)).text("code"));

                    List<Answer> answers = Race.run(
                            200,
                            i -> Answer.of(login.browser()
                                    .prove(
                                            "POST",
                                            Moves.completion(login.challenge()),
                                            Map.of(),
                                            "{\"code\":\"%06d\"}".formatted((right + 1 + i) % 1_000_000))));

                    assertThat(answers)
                            .extracting(Answer::inWords)
                            .isSubsetOf("403 wrong-code", "410 cancelled", "503 unavailable");
                    assertThat(answers.stream().filter(answer -> answer.status() == 403))
                            .hasSizeLessThanOrEqualTo(2);
                    assertThat(login.state()).isEqualTo("cancelled");
                })
                .named());
    }

    @Test
    void whatIsGenuineIsLongAndNeverTwiceTheSame() {
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

    /** The genuine beginning, with another MAC. */
    private static String frame(Random random) {
        byte[] bytes = Base64.getUrlDecoder().decode(victim.frame());
        byte[] mac = new byte[16];
        random.nextBytes(mac);
        System.arraycopy(mac, 0, bytes, bytes.length - mac.length, mac.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Answer enrol(Random random) {
        StringBuilder code = new StringBuilder();
        random.ints(20, 0, CROCKFORD.length()).forEach(i -> code.append(CROCKFORD.charAt(i)));
        Map<String, Object> claims = PhoneMessages.claims(
                Doorway.issuer().toString(), Map.of("enrolment_code", code.toString(), "name", "guess"));
        return Answer.of(Wire.send(
                "POST",
                "/devices",
                Map.of("Content-Type", "application/jose"),
                PhoneMessages.signEnrolment(PhoneMessages.newKey(), claims)));
    }
}
