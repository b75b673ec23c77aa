package io.doorway.approval.phone.scan;

import static io.doorway.approval.support.EnrolledPhones.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.protocol.challenge.Challenge.Cancelled;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.doorway.testkit.login.LoginRequestBuilder;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A link is not a scan: what a phone claims by the address of a QR code that was opened. */
@ApprovalServiceTest
class OpenedLinkTest {

    private static final LoginRequestBuilder THIS_BROWSER = LoginRequestBuilder.DEFAULT.browserKey("this browser");
    private static final LoginRequestBuilder ANOTHER_BROWSER =
            LoginRequestBuilder.DEFAULT.browserKey("another browser");

    @Inject
    TestChallenges logins;

    private HeadlessPhone phone;

    @BeforeEach
    void enrol() {
        phone = EnrolledPhones.enrolled();
    }

    @Test
    void theTranscriptSaysHowTheFrameWasObtained() {
        assertThat(phone.scan(logins.create().qrLink()).details()).containsEntry("frame_source", "camera");
        assertThat(EnrolledPhones.enrolled().open(logins.create().qrLink()).details())
                .containsEntry("frame_source", "link");
    }

    @Test
    void aLinkOnTheCrossDeviceRouteIsARiskSignalAndRequiresACode() {
        ScannedLogin login = phone.open(logins.create().qrLink());

        assertThat(login.details())
                .containsEntry("risk", List.of("new_browser", "opened_by_link"))
                .containsEntry("check", "typed-code");
        assertThat(phone.approve(login).code()).hasSize(6);
    }

    @Test
    void aLinkOnTheSameDeviceRouteRequiresNothingElse() {
        ScannedLogin login = phone.open(
                logins.create(LoginRequestBuilder.DEFAULT.sameDevice()).qrLink());

        assertThat(login.details())
                .containsEntry("risk", List.of("new_browser"))
                .containsEntry("check", "none");
        assertThat(phone.approve(login).returnTo()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Camera", "CAMERA", "camera ", "links", "nfc", "camera,link", "null", "0"})
    void anUnknownSourceIsRefused(String source) {
        TestChallenge login = logins.create();

        assertThat(scan(PhoneMessages.scan(frame(login), source)).problem()).isEqualTo("malformed-message");
        assertThat(logins.load(login)).isInstanceOf(Created.class);
    }

    @Test
    void aScanWithoutASourceOrWithAnotherTypeIsRefused() {
        TestChallenge login = logins.create();

        assertThat(scan(Map.of("frame", frame(login))).problem()).isEqualTo("malformed-message");
        for (Object source : List.of(true, 1, List.of("camera"), Map.of("camera", "link"))) {
            Map<String, Object> members = new HashMap<>(Map.of("frame", frame(login)));
            members.put("frame_source", source);
            assertThat(scan(members).problem()).isEqualTo("malformed-message");
        }
        assertThat(logins.load(login)).isInstanceOf(Created.class);
    }

    @Test
    void aTranscriptWithTheOtherSourceIsRefused() {
        ScannedLogin opened = phone.open(logins.create().qrLink());
        String changed = opened.transcript().replace("\"frame_source\":\"link\"", "\"frame_source\":\"camera\"");
        assertThat(changed).isNotEqualTo(opened.transcript());

        assertRefused("wrong-transcript", () -> phone.approve(opened.withTranscript(changed)));
    }

    @Test
    void aLinkDoesNotReplaceAPendingScan() {
        TestChallenge pending = logins.create(THIS_BROWSER);
        ScannedLogin scanned = phone.scan(pending.qrLink());

        for (LoginRequestBuilder request :
                List.of(THIS_BROWSER, ANOTHER_BROWSER, THIS_BROWSER.sameDevice(), ANOTHER_BROWSER.sameDevice())) {
            TestChallenge linked = logins.create(request);
            assertRefused("login-pending", () -> phone.open(linked.qrLink()));
            assertThat(logins.load(linked)).isInstanceOf(Created.class);
        }

        assertThat(phone.approve(scanned).text("state")).isEqualTo("approved");
    }

    @Test
    void aLinkOnAnotherPhoneDoesNotReplaceAPendingScanOfTheAccount() {
        String account = EnrolledPhones.account();
        TestChallenge pending = logins.create();
        EnrolledPhones.enrolled(account).scan(pending.qrLink());

        assertRefused(
                "login-pending",
                () -> EnrolledPhones.enrolled(account)
                        .open(logins.create(ANOTHER_BROWSER).qrLink()));
        assertThat(logins.load(pending)).isInstanceOf(Scanned.class);
    }

    @Test
    void aLinkOfAnotherBrowserDoesNotReplaceAPendingLink() {
        TestChallenge pending = logins.create(THIS_BROWSER.sameDevice());
        phone.open(pending.qrLink());

        assertRefused(
                "login-pending",
                () -> phone.open(logins.create(ANOTHER_BROWSER.sameDevice()).qrLink()));
        assertThat(logins.load(pending)).isInstanceOf(Scanned.class);
    }

    @Test
    void aLinkOfTheSameBrowserReplacesItsPendingLink() {
        TestChallenge first = logins.create(THIS_BROWSER.sameDevice());
        phone.open(first.qrLink());

        ScannedLogin again = phone.open(logins.create(THIS_BROWSER.sameDevice()).qrLink());

        assertThat(logins.load(first)).isInstanceOf(Cancelled.class);
        assertThat(phone.approve(again).returnTo()).isNotNull();
    }

    @Test
    void aScanReplacesAPendingLink() {
        TestChallenge linked = logins.create(THIS_BROWSER);
        phone.open(linked.qrLink());

        phone.scan(logins.create(ANOTHER_BROWSER).qrLink());

        assertThat(logins.load(linked)).isInstanceOf(Cancelled.class);
    }

    @Test
    void aLinkIsAcceptedOnceThePendingLoginIsDecided() {
        ScannedLogin pending = phone.scan(logins.create(THIS_BROWSER).qrLink());
        TestChallenge linked = logins.create(ANOTHER_BROWSER);
        assertRefused("login-pending", () -> phone.open(linked.qrLink()));

        phone.reject(pending, "not_me");

        assertThat(phone.open(linked.qrLink()).challengeId())
                .isEqualTo(linked.id().value());
    }

    @Test
    void aRepeatedLinkGetsTheSameAnswer() {
        TestChallenge login = logins.create();

        assertThat(phone.open(login.qrLink()).transcript())
                .isEqualTo(phone.open(login.qrLink()).transcript())
                .isEqualTo(phone.scan(login.qrLink()).transcript());
    }

    @Test
    void aForgedFrameIsNotFoundAlsoWhileALoginIsPending() {
        phone.scan(logins.create().qrLink());
        String genuine = logins.create().qrLink();
        String forged = TestChallenges.forged(genuine);

        assertRefused("challenge-not-found", () -> phone.open(forged));
    }

    @Test
    void ofConcurrentScansAndLinksAScanRemainsAndItsPhoneGetsIt() {
        String account = EnrolledPhones.account();
        List<HeadlessPhone> phones = IntStream.range(0, 5)
                .mapToObj(i -> EnrolledPhones.enrolled(account))
                .toList();
        for (int round = 0; round < 10; round++) {
            List<TestChallenge> all = IntStream.range(0, phones.size())
                    .mapToObj(i -> logins.create(LoginRequestBuilder.DEFAULT.browserKey("browser " + i)))
                    .toList();

            List<Boolean> answers =
                    ConcurrentCalls.run(phones.size(), i -> claimed(phones.get(i), all.get(i), i % 2 == 0));

            List<Integer> left = IntStream.range(0, phones.size())
                    .filter(i -> logins.load(all.get(i)) instanceof Scanned)
                    .boxed()
                    .toList();
            assertThat(left).as("round %d", round).hasSize(1).allMatch(i -> i % 2 != 0);
            assertThat(left).as("those that were answered").allMatch(answers::get);
        }
    }

    /** Whether the claim succeeded; a frame that became stale on a slow machine is replaced. */
    private static boolean claimed(HeadlessPhone phone, TestChallenge login, boolean byLink) {
        try {
            if (byLink) {
                phone.open(login.qrLink());
            } else {
                phone.scan(login.qrLink());
            }
            return true;
        } catch (PhoneRefusedException refused) {
            if ("stale-frame".equals(refused.response().problem())) {
                return claimed(phone, login, byLink);
            }
            assertThat(refused.response().problem()).isIn("challenge-closed", "login-pending");
            return false;
        }
    }

    private PhoneResponse scan(Map<String, ?> members) {
        return phone.api().post("/approvals/scan", phone.signedMessage(PhoneMessages.SCAN, members));
    }

    private static String frame(TestChallenge login) {
        String link = login.qrLink();
        return link.substring(link.lastIndexOf('/') + 1);
    }
}
