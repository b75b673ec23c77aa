package io.doorway.e2e.forbidden;

import static io.doorway.e2e.support.Refusals.assertRefusedToBrowser;
import static io.doorway.e2e.support.Refusals.assertRefusedToPhone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.clients.browser.BrowserKeyPair;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.BrowserResponse.BrowserRefusedException;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.UpcomingFrames;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.HeadlessBankLogin;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Operations that the protocol forbids, each tried over HTTP against the whole platform. */
class ForbiddenOperationsTest {

    private static TestPlatform.Person ada;
    private static HeadlessPhone phone;

    @BeforeAll
    static void enrol() {
        ada = TestPlatform.person("Ada");
        phone = ada.headlessPhone();
    }

    @Test
    void aRegularLoginSucceeds() {
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        phone.approve(phone.scan(login::qr));
        login.await("approved");

        assertThat(login.finish()).contains("Ada");
        assertThat(login.state()).isEqualTo("consumed");
    }

    @Test
    void aCancelledLoginCannotBeApproved() {
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        ScannedLogin scanned = phone.scan(login::qr);
        login.browser().cancel(login.challenge());

        assertRefusedToPhone(() -> phone.approve(scanned));
        assertThat(login.state()).isEqualTo("cancelled");
    }

    @Test
    void aConsumedLoginCannotBeApprovedAgain() {
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        ScannedLogin scanned = phone.scan(login::qr);
        phone.approve(scanned);
        URI first = login.browser().complete(login.challenge());

        ignoreRefusal(() -> phone.approve(scanned));

        assertThat(login.state()).isEqualTo("consumed");
        assertThat(login.browser().complete(login.challenge())).isEqualTo(first);
    }

    @Test
    void aRejectedLoginCannotBeApproved() {
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        ScannedLogin scanned = phone.scan(login::qr);
        phone.reject(scanned, "not_me");

        assertRefusedToPhone(() -> phone.approve(scanned));
        assertThat(login.state()).isEqualTo("rejected");
        assertRefusedToBrowser(() -> login.browser().complete(login.challenge()));
    }

    @Test
    void aHundredApprovalsAndCompletionsGiveOneCode() {
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        ScannedLogin scanned = phone.scan(login::qr);

        List<String> answers = ConcurrentCalls.run(
                100, call -> callOrRefused(() -> phone.approve(scanned).text("state")));
        List<String> redirects = ConcurrentCalls.run(
                100,
                call -> callOrRefused(
                        () -> login.browser().complete(login.challenge()).toString()));

        assertThat(answers).contains("approved");
        assertThat(redirects.stream()
                        .filter(redirect -> redirect.contains("code="))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void onlyTheBoundBrowserMayWatchCancelOrComplete() {
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        phone.approve(phone.scan(login::qr));
        HeadlessBrowser other = HeadlessBankLogin.begin().browser();
        HeadlessBrowser cookieThief =
                TestPlatform.browser().useBindingCookie(login.browser().bindingCookie());
        HeadlessBrowser keyThief = TestPlatform.browser()
                .useBindingCookie(other.bindingCookie())
                .useKey(login.browser().key());

        for (HeadlessBrowser thief : List.of(other, cookieThief, keyThief)) {
            for (String[] call : new String[][] {
                {"GET", "/challenges/%s/frames"},
                {"DELETE", "/challenges/%s"},
                {"GET", "/login/%s/events"},
                {"POST", "/login/%s/more-time"},
                {"POST", "/login/%s/complete"}
            }) {
                BrowserResponse foreign = thief.sendWithProof(call[0], call[1].formatted(login.challenge()), Map.of());
                BrowserResponse unknown =
                        thief.sendWithProof(call[0], call[1].formatted(TestPlatform.UNKNOWN_ID), Map.of());
                assertThat(foreign.status()).as(call[0] + call[1]).isEqualTo(404);
                assertThat(foreign.body()).isEqualTo(unknown.body());
            }
        }
        assertThat(login.finish()).contains("Ada");
    }

    @Test
    void aTicketIsRefusedInAnotherBrowser() {
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        HeadlessBrowser other = HeadlessBankLogin.begin().browser();

        assertRefusedToBrowser(() -> other.start(login.browser().open(login.authorization())));
    }

    @Test
    void aStaleFrameIsRefused() {
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        UpcomingFrames.Frame photographed = login.frame();
        Instant forwarded = photographed.notBefore().plusSeconds(4);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !login.frame().notBefore().isBefore(forwarded));

        assertThatThrownBy(() -> phone.scan(photographed.content()))
                .isInstanceOfSatisfying(
                        PhoneRefusedException.class,
                        refused -> assertThat(refused.response().problem()).isEqualTo("stale-frame"));
        assertThat(login.state()).isEqualTo("created");
    }

    @Test
    void aFrameWithOneChangedCharacterIsRefused() {
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        String qr = login.qr();
        int frame = qr.lastIndexOf('/') + 1;
        for (int i = frame; i < qr.length(); i += 7) {
            char other = qr.charAt(i) == 'A' ? 'B' : 'A';
            String forged = qr.substring(0, i) + other + qr.substring(i + 1);

            assertRefusedToPhone(() -> phone.scan(forged));
        }
        assertThat(login.state()).isEqualTo("created");
    }

    @Test
    void anApprovalOfAChangedTranscriptIsRefused() {
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        ScannedLogin scanned = phone.scan(login::qr);
        String transcript = scanned.transcript();
        for (int i = 0; i < transcript.length(); i += 13) {
            char other = transcript.charAt(i) == 'x' ? 'y' : 'x';
            String changed = transcript.substring(0, i) + other + transcript.substring(i + 1);
            String message = phone.signedMessage(PhoneMessages.APPROVAL, Map.of("transcript", changed));

            PhoneResponse answer = phone.api().post("/approvals/" + login.challenge() + "/approve", message);

            assertThat(answer.status()).isBetween(400, 499);
        }
        assertThat(login.state()).isEqualTo("scanned");
    }

    @Test
    void anApprovalOfAnotherChallengeIsRefused() {
        HeadlessBankLogin first = HeadlessBankLogin.begin();
        ScannedLogin scanned = phone.scan(first::qr);
        String approval = phone.signedMessage(PhoneMessages.APPROVAL, Map.of("transcript", scanned.transcript()));
        HeadlessBankLogin second = HeadlessBankLogin.begin();
        phone.scan(second::qr);

        PhoneResponse answer = phone.api().post("/approvals/" + second.challenge() + "/approve", approval);

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(second.state()).isEqualTo("scanned");
    }

    @Test
    void aSecondPhoneCannotScanOrDecideAClaimedLogin() {
        HeadlessPhone second = ada.headlessPhone();
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        String qr = login.qr();
        ScannedLogin scanned = phone.scan(qr);

        assertRefusedToPhone(() -> second.scan(qr));
        assertRefusedToPhone(() -> second.approve(scanned));
        assertRefusedToPhone(() -> second.reject(scanned, "not_me"));
        assertThat(login.state()).isEqualTo("scanned");
    }

    @Test
    void anUnregisteredKeyIsRefused() {
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        ScannedLogin scanned = phone.scan(login::qr);
        String forged = PhoneMessages.sign(
                PhoneMessages.APPROVAL,
                PhoneMessages.newKey(),
                phone.identity().credentialId(),
                PhoneMessages.claims(phone.identity().issuer(), Map.of("transcript", scanned.transcript())));

        PhoneResponse answer = phone.api().post("/approvals/" + login.challenge() + "/approve", forged);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(login.state()).isEqualTo("scanned");
    }

    @Test
    void aRevokedPhoneCannotDecideAScannedLogin() {
        HeadlessPhone revoked = ada.headlessPhone();
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        ScannedLogin scanned = revoked.scan(login::qr);
        phone.revoke(revoked.identity().credentialId());

        assertRefusedToPhone(() -> revoked.approve(scanned));
        HeadlessBankLogin next = HeadlessBankLogin.begin();
        assertRefusedToPhone(() -> revoked.scan(next::qr));
        login.await("cancelled");
    }

    @Test
    void aSuspendedAccountIsRefusedAtEveryStep() {
        TestPlatform.Person eve = TestPlatform.person("Eve");
        HeadlessPhone evesPhone = eve.headlessPhone();
        HeadlessBankLogin approved = HeadlessBankLogin.begin();
        evesPhone.approve(evesPhone.scan(approved::qr));
        HeadlessBankLogin scanned = HeadlessBankLogin.begin();
        ScannedLogin waiting = evesPhone.scan(scanned::qr);
        HeadlessBankLogin created = HeadlessBankLogin.begin();

        TestPlatform.operator("enrolment").suspend(eve.account());

        assertRefusedToPhone(() -> evesPhone.scan(created::qr));
        assertRefusedToPhone(() -> evesPhone.approve(waiting));
        assertRefusedToBrowser(() -> approved.browser().complete(approved.challenge()));
        TestPlatform.operator("enrolment").resume(eve.account());
        evesPhone.approve(waiting);
        assertThat(scanned.finish()).contains("Eve");
    }

    @Test
    void aChangedBrowserKeyIsRefused() {
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        phone.approve(phone.scan(login::qr));
        login.browser().useKey(BrowserKeyPair.generate());

        assertRefusedToBrowser(() -> login.browser().complete(login.challenge()));
    }

    private static String callOrRefused(Supplier<String> call) {
        try {
            return call.get();
        } catch (PhoneRefusedException | BrowserRefusedException refused) {
            return "refused";
        }
    }

    private static void ignoreRefusal(Runnable call) {
        try {
            call.run();
        } catch (PhoneRefusedException refused) {
            assertThat(refused.response().status()).isBetween(400, 499);
        }
    }
}
