package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.doorway.clients.browser.LoginPageMessages.ClientHintsBody;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.protocol.secret.LoginCode;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 65,
        name =
                "Entered code: the code of a login page is guessed, dictated, used again, or used to get around the scan",
        control =
                "A code points to one challenge of one browser for two minutes, and only an enrolled phone may enter a few; message and "
                        + "transcript say that it was a code; it takes a confirmation code, replaces no pending login, and claims nothing "
                        + "that requires a passkey in a browser that the account does not know",
        where =
                "challenge-service `IssueChallenge`; approval-service `ScanChallenge`, `PendingLogins`, `AssessRisk`, `SignedMessages`")
class Attack65EnteredCodeTest {

    private static final ClientHintsBody ENTERED = ClientHintsBody.NONE.withEnteredCode();

    @ParameterizedTest
    @MethodSource
    void aCodeThatIsGuessedOrMalformed(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aCodeThatIsGuessedOrMalformed() {
        HeadlessPhone phone = TestPlatform.person("Mallory").headlessPhone();
        Shop.Login login = Shop.PLAIN.begin(ENTERED);
        String code = codeOf(login);
        SecureRandom random = new SecureRandom();
        Stream<String> guesses =
                Stream.generate(() -> LoginCode.random(random).display()).limit(4);
        Stream<String> near = Stream.of(
                code.substring(0, 8),
                code + "0",
                code.replace('-', '_'),
                code.replace("-", "/"),
                new StringBuilder(code).reverse().toString(),
                (code.startsWith("0") ? "1" : "0") + code.substring(1),
                "U" + code.substring(1),
                "*",
                "",
                login.challenge());
        return Stream.concat(guesses, near)
                .map(guess -> AttackCase.of("'" + guess + "'", () -> enter(phone, guess))
                        .refused(404, "challenge-not-found")
                        .leavingUnchanged(login::state, "created")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void aCodeOrAFrameWithTheSourceOfTheOther(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aCodeOrAFrameWithTheSourceOfTheOther() {
        HeadlessPhone phone = TestPlatform.person("Mallory").headlessPhone();
        Shop.Login entered = Shop.PLAIN.begin(ENTERED);
        Shop.Login shown = Shop.PLAIN.begin();
        return Stream.of(
                submit(phone, codeOf(entered), "camera", 404, "challenge-not-found", entered),
                submit(phone, codeOf(entered), "link", 404, "challenge-not-found", entered),
                submit(phone, codeOf(entered), "CODE", 400, "malformed-message", entered),
                submit(phone, codeOf(entered), "code,camera", 400, "malformed-message", entered),
                submit(phone, shown.frame(), "code", 404, "challenge-not-found", shown));
    }

    private static Named<AttackCase> submit(
            HeadlessPhone phone, String frame, String source, int status, String problem, Shop.Login login) {
        String name = "%s with source %s".formatted(frame.length() < 10 ? "code" : "frame", source);
        return AttackCase.of(name, () -> ProtocolCalls.scan(phone, PhoneMessages.scan(frame, source)))
                .refused(status, problem)
                .leavingUnchanged(login::state, "created")
                .named();
    }

    @ParameterizedTest
    @MethodSource
    void aCodeThatIsNoLongerOrNeverWasForThisPhone(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aCodeThatIsNoLongerOrNeverWasForThisPhone() {
        HeadlessPhone owner = TestPlatform.person("Ada").headlessPhone();
        HeadlessPhone other = TestPlatform.person("Mallory").headlessPhone();
        Shop.Login login = Shop.PLAIN.begin(ENTERED);
        ScannedLogin claimed = owner.enterCode(codeOf(login));
        Shop.Login cancelled = Shop.PLAIN.begin(ENTERED);
        cancelled.browser().cancel(cancelled.challenge());
        Shop.Login renewed = Shop.PLAIN.begin(ENTERED);
        renewed.browser().start(renewed.page(), ENTERED);
        return Stream.of(
                        AttackCase.of("claimed by another account", () -> enter(other, codeOf(login)))
                                .refused(404, "challenge-not-found")
                                .leavingUnchanged(login::state, "scanned"),
                        AttackCase.of(
                                        "approved by another account",
                                        () -> ProtocolCalls.approve(other, login.challenge(), claimed.transcript()))
                                .refused(404, "challenge-not-found")
                                .leavingUnchanged(login::state, "scanned"),
                        AttackCase.of("cancelled by its browser", () -> enter(other, codeOf(cancelled)))
                                .refused(404, "challenge-not-found"),
                        AttackCase.of("replaced by a newer code", () -> enter(other, codeOf(renewed)))
                                .refused(404, "challenge-not-found"))
                .map(AttackCase::named);
    }

    @ParameterizedTest
    @MethodSource
    void aTranscriptWithAnotherSourceOrRoute(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aTranscriptWithAnotherSourceOrRoute() {
        HeadlessPhone phone = TestPlatform.person("Victim").headlessPhone();
        Shop.Login login = Shop.PLAIN.begin(ENTERED);
        ScannedLogin entered = phone.enterCode(codeOf(login));
        return Stream.of(
                        Map.entry("\"frame_source\":\"code\"", "\"frame_source\":\"camera\""),
                        Map.entry("\"frame_source\":\"code\"", "\"frame_source\":\"link\""),
                        Map.entry("\"route\":\"entered-code\"", "\"route\":\"cross-device\""),
                        Map.entry("\"entered_code\"", "\"slow_scan\""),
                        Map.entry("\"check\":\"typed-code\"", "\"check\":\"none\""))
                .map(change -> AttackCase.of(
                                "approve " + change.getValue(),
                                () -> ProtocolCalls.approve(
                                        phone,
                                        login.challenge(),
                                        entered.transcript().replace(change.getKey(), change.getValue())))
                        .refused(400, "wrong-transcript")
                        .leavingUnchanged(login::state, "scanned")
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void aBrowserThatUsesTheRouteForMoreThanItGrants(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aBrowserThatUsesTheRouteForMoreThanItGrants() {
        Shop.Login login = Shop.PLAIN.begin(ENTERED);
        Shop.Login stranger = Shop.PLAIN.begin(ENTERED);
        HeadlessPhone phone = TestPlatform.person("Victim").headlessPhone();
        Shop.Login approved = Shop.PLAIN.begin(ENTERED);
        phone.approve(phone.enterCode(codeOf(approved)));
        String frames = "/challenges/%s/frames";
        return Stream.of(
                        AttackCase.of(
                                        "frames of a challenge that has a code",
                                        () -> ProtocolCalls.browserCall(
                                                login.browser(), "GET", frames.formatted(login.challenge())))
                                .refused(409, "challenge-closed")
                                .leavingUnchanged(login::state, "created"),
                        AttackCase.of(
                                        "frames of another browser's challenge",
                                        () -> ProtocolCalls.browserCall(
                                                stranger.browser(), "GET", frames.formatted(login.challenge())))
                                .refused(404, "challenge-not-found")
                                .leavingUnchanged(login::state, "created"),
                        AttackCase.of(
                                        "completion without the confirmation code",
                                        () -> ProtocolCalls.browserCall(
                                                approved.browser(),
                                                "POST",
                                                ProtocolCalls.completePath(approved.challenge())))
                                .refused(409, "code-required")
                                .leavingUnchanged(approved::state, "approved"),
                        AttackCase.of(
                                        "completion by another browser",
                                        () -> ProtocolCalls.browserCall(
                                                stranger.browser(),
                                                "POST",
                                                ProtocolCalls.completePath(approved.challenge())))
                                .refused(404, "challenge-not-found")
                                .leavingUnchanged(approved::state, "approved"))
                .map(AttackCase::named);
    }

    @ParameterizedTest
    @MethodSource
    void aCodeWhileAnotherLoginIsPending(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aCodeWhileAnotherLoginIsPending() {
        return Stream.of("camera", "link", "code")
                .map(source -> AttackCase.asserting("pending by " + source, () -> {
                            HeadlessPhone phone = TestPlatform.person("Victim").headlessPhone();
                            Shop.Login pending =
                                    Shop.PLAIN.begin(source.equals("code") ? ENTERED : ClientHintsBody.NONE);
                            switch (source) {
                                case "camera" -> phone.scan(pending.qr());
                                case "link" -> phone.open(pending.qr());
                                default -> phone.enterCode(codeOf(pending));
                            }
                            Shop.Login later = Shop.PLAIN.begin(ENTERED);

                            assertThat(enter(phone, codeOf(later)).summary()).isEqualTo("409 login-pending");

                            assertThat(pending.state()).isEqualTo("scanned");
                            assertThat(later.state()).isEqualTo("created");
                        })
                        .named());
    }

    @Test
    void whatRequiresAPasskeyIsScannedInABrowserThatTheAccountDoesNotKnow() throws Throwable {
        HeadlessPhone phone = TestPlatform.person("Victim").headlessPhone();
        Shop.Login login = Shop.PLAIN.begin(Map.of("acr_values", "urn:doorway:acr:passkey"), ENTERED);

        AttackCase.of("passkey by code", () -> enter(phone, codeOf(login)))
                .refused(403, "scan-required")
                .leavingUnchanged(login::state, "created")
                .isRefused();
    }

    @Test
    void aLoginByCodeNeedsTheConfirmationCodeAndSaysInTheAuditHowItWasClaimed() {
        HeadlessPhone phone = TestPlatform.person("Ada").headlessPhone();
        Shop.Login login = Shop.PLAIN.begin(ENTERED);

        PhoneResponse approved = phone.approve(phone.enterCode(codeOf(login)));

        assertThat(login.browser().completeWithCode(login.challenge(), Objects.requireNonNull(approved.code())))
                .isNotNull();
        await().untilAsserted(() -> assertThat(TestPlatform.auditedEvents(login.challenge()))
                .anySatisfy(event -> assertThat(event.toString()).contains("entered_code")));
    }

    private static ObservedResponse enter(HeadlessPhone phone, String code) {
        return ProtocolCalls.scan(phone, PhoneMessages.scan(code, "code"));
    }

    private static String codeOf(Shop.Login login) {
        return Objects.requireNonNull(login.issued().loginCode());
    }
}
