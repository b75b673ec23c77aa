package io.doorway.e2e.forbidden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.e2e.support.BankLogin;
import io.doorway.e2e.support.Doorway;
import io.doorway.testkit.browser.BrowserAnswer;
import io.doorway.testkit.browser.BrowserRefusedException;
import io.doorway.testkit.browser.FrameStrip;
import io.doorway.testkit.browser.HeadlessBrowser;
import io.doorway.testkit.browser.PageKey;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneMessages;
import io.doorway.testkit.phone.PhoneRefusedException;
import io.doorway.testkit.phone.ScannedLogin;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The moves that the design forbids, each tried over HTTP against the whole platform. */
class ForbiddenMovesTest {

    private static Doorway.Person ada;
    private static HeadlessPhone phone;

    @BeforeAll
    static void enrol() {
        ada = Doorway.person("Ada");
        phone = ada.headlessPhone();
    }

    @Test
    void anHonestLoginSucceeds() {
        BankLogin login = BankLogin.begin();
        phone.approve(phone.scan(login::qr));
        login.await("approved");

        assertThat(login.finish()).contains("Ada");
        assertThat(login.state()).isEqualTo("consumed");
    }

    @Test
    void whatWasCancelledCannotBeApproved() {
        BankLogin login = BankLogin.begin();
        ScannedLogin scanned = phone.scan(login::qr);
        login.browser().cancel(login.challenge());

        assertRefused(() -> phone.approve(scanned));
        assertThat(login.state()).isEqualTo("cancelled");
    }

    @Test
    void whatWasConsumedCannotBeApprovedAgain() {
        BankLogin login = BankLogin.begin();
        ScannedLogin scanned = phone.scan(login::qr);
        phone.approve(scanned);
        URI first = login.browser().complete(login.challenge());

        quietly(() -> phone.approve(scanned));

        assertThat(login.state()).isEqualTo("consumed");
        assertThat(login.browser().complete(login.challenge())).isEqualTo(first);
    }

    @Test
    void whatWasRejectedCannotBeApproved() {
        BankLogin login = BankLogin.begin();
        ScannedLogin scanned = phone.scan(login::qr);
        phone.reject(scanned, "not_me");

        assertRefused(() -> phone.approve(scanned));
        assertThat(login.state()).isEqualTo("rejected");
        assertRefusedToBrowser(() -> login.browser().complete(login.challenge()));
    }

    @Test
    void aHundredApprovalsOfOneChallengeGiveOneCode() throws Exception {
        BankLogin login = BankLogin.begin();
        ScannedLogin scanned = phone.scan(login::qr);

        List<String> answers = atOnce(100, () -> phone.approve(scanned).text("state"));
        List<String> redirects =
                atOnce(100, () -> login.browser().complete(login.challenge()).toString());

        assertThat(answers).contains("approved");
        assertThat(redirects.stream()
                        .filter(redirect -> redirect.contains("code="))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void onlyTheBrowserThatAskedMayWatchCancelOrComplete() {
        BankLogin login = BankLogin.begin();
        phone.approve(phone.scan(login::qr));
        String unknown = "AAAAAAAAAAAAAAAAAAAAAA";
        HeadlessBrowser stranger = BankLogin.begin().browser();
        HeadlessBrowser cookieThief = new HeadlessBrowser(Doorway.HTTP, Doorway.issuer())
                .useBindingCookie(login.browser().bindingCookie());
        HeadlessBrowser keyThief = new HeadlessBrowser(Doorway.HTTP, Doorway.issuer())
                .useBindingCookie(stranger.bindingCookie())
                .use(login.browser().key());

        for (HeadlessBrowser thief : List.of(stranger, cookieThief, keyThief)) {
            for (String[] call : new String[][] {
                {"GET", "/challenges/%s/frames"}, {"DELETE", "/challenges/%s"},
                {"GET", "/login/%s/events"}, {"POST", "/login/%s/complete"}
            }) {
                BrowserAnswer others = thief.prove(call[0], call[1].formatted(login.challenge()), Map.of());
                BrowserAnswer nobodys = thief.prove(call[0], call[1].formatted(unknown), Map.of());
                assertThat(others.status()).as(call[0] + call[1]).isEqualTo(404);
                assertThat(others.body()).isEqualTo(nobodys.body());
            }
        }
        assertThat(login.finish()).contains("Ada");
    }

    @Test
    void aTicketIsWorthNothingToAnotherBrowser() {
        BankLogin login = BankLogin.begin();
        HeadlessBrowser stranger = BankLogin.begin().browser();

        assertRefusedToBrowser(() -> stranger.start(login.browser().open(login.authorization())));
    }

    @Test
    void aFrameThatWasOnTheScreenALittleWhileAgoIsRefused() {
        BankLogin login = BankLogin.begin();
        FrameStrip.Frame photographed = login.frame();
        Instant forwarded = photographed.notBefore().plusSeconds(4);
        Awaitility.await().until(() -> !login.frame().notBefore().isBefore(forwarded));

        assertThatThrownBy(() -> phone.scan(photographed.content()))
                .isInstanceOfSatisfying(
                        PhoneRefusedException.class,
                        refused -> assertThat(refused.answer().problem()).isEqualTo("stale-frame"));
        assertThat(login.state()).isEqualTo("created");
    }

    @Test
    void aFrameWithOneChangedCharacterIsRefused() {
        BankLogin login = BankLogin.begin();
        String qr = login.qr();
        int frame = qr.lastIndexOf('/') + 1;
        for (int i = frame; i < qr.length(); i += 7) {
            char other = qr.charAt(i) == 'A' ? 'B' : 'A';
            String forged = qr.substring(0, i) + other + qr.substring(i + 1);

            assertRefused(() -> phone.scan(forged));
        }
        assertThat(login.state()).isEqualTo("created");
    }

    @Test
    void anApprovalOfAChangedTranscriptIsRefused() {
        BankLogin login = BankLogin.begin();
        ScannedLogin scanned = phone.scan(login::qr);
        String transcript = scanned.transcript();
        for (int i = 0; i < transcript.length(); i += 13) {
            char other = transcript.charAt(i) == 'x' ? 'y' : 'x';
            String changed = transcript.substring(0, i) + other + transcript.substring(i + 1);
            String message = phone.message(PhoneMessages.APPROVAL, Map.of("transcript", changed));

            PhoneAnswer answer = phone.line().post("/approvals/" + login.challenge() + "/approve", message);

            assertThat(answer.status()).isBetween(400, 499);
        }
        assertThat(login.state()).isEqualTo("scanned");
    }

    @Test
    void anApprovalIsWorthNothingForAnotherChallenge() {
        BankLogin first = BankLogin.begin();
        ScannedLogin scanned = phone.scan(first::qr);
        String approval = phone.message(PhoneMessages.APPROVAL, Map.of("transcript", scanned.transcript()));
        BankLogin second = BankLogin.begin();
        phone.scan(second::qr);

        PhoneAnswer answer = phone.line().post("/approvals/" + second.challenge() + "/approve", approval);

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(second.state()).isEqualTo("scanned");
    }

    @Test
    void aSecondPhoneCannotScanOrDecideWhatTheFirstHasClaimed() {
        HeadlessPhone second = ada.headlessPhone();
        BankLogin login = BankLogin.begin();
        String qr = login.qr();
        ScannedLogin scanned = phone.scan(qr);

        assertRefused(() -> second.scan(qr));
        assertRefused(() -> second.approve(scanned));
        assertRefused(() -> second.reject(scanned, "not_me"));
        assertThat(login.state()).isEqualTo("scanned");
    }

    @Test
    void aKeyThatIsNotRegisteredCannotSign() {
        BankLogin login = BankLogin.begin();
        ScannedLogin scanned = phone.scan(login::qr);
        String forged = PhoneMessages.sign(
                PhoneMessages.APPROVAL,
                PhoneMessages.newKey(),
                phone.identity().credentialId(),
                PhoneMessages.claims(phone.identity().issuer(), Map.of("transcript", scanned.transcript())));

        PhoneAnswer answer = phone.line().post("/approvals/" + login.challenge() + "/approve", forged);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(login.state()).isEqualTo("scanned");
    }

    @Test
    void aRevokedPhoneCannotDecideWhatItHasScanned() {
        HeadlessPhone lost = ada.headlessPhone();
        BankLogin login = BankLogin.begin();
        ScannedLogin scanned = lost.scan(login::qr);
        phone.revoke(lost.identity().credentialId());

        assertRefused(() -> lost.approve(scanned));
        BankLogin next = BankLogin.begin();
        assertRefused(() -> lost.scan(next::qr));
        assertThat(login.state()).isEqualTo("cancelled");
    }

    @Test
    void aSuspendedAccountIsStoppedAtEveryStep() {
        Doorway.Person eve = Doorway.person("Eve");
        HeadlessPhone evesPhone = eve.headlessPhone();
        BankLogin approved = BankLogin.begin();
        evesPhone.approve(evesPhone.scan(approved::qr));
        BankLogin scanned = BankLogin.begin();
        ScannedLogin waiting = evesPhone.scan(scanned::qr);
        BankLogin created = BankLogin.begin();

        Doorway.operator("enrolment").suspend(eve.account());

        assertRefused(() -> evesPhone.scan(created::qr));
        assertRefused(() -> evesPhone.approve(waiting));
        assertRefusedToBrowser(() -> approved.browser().complete(approved.challenge()));
        Doorway.operator("enrolment").resume(eve.account());
        evesPhone.approve(waiting);
        assertThat(scanned.finish()).contains("Eve");
    }

    @Test
    void aKeyOfTheBrowserThatChangedHalfWayIsAStranger() {
        BankLogin login = BankLogin.begin();
        phone.approve(phone.scan(login::qr));
        login.browser().use(PageKey.generate());

        assertRefusedToBrowser(() -> login.browser().complete(login.challenge()));
    }

    private static List<String> atOnce(int times, java.util.function.Supplier<String> work) throws Exception {
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = IntStream.range(0, times)
                    .mapToObj(i -> each.submit(() -> orRefusal(work)))
                    .toList();
            List<String> answers = new java.util.ArrayList<>();
            for (Future<String> one : all) {
                answers.add(one.get());
            }
            return answers;
        }
    }

    private static String orRefusal(java.util.function.Supplier<String> work) {
        try {
            return work.get();
        } catch (PhoneRefusedException | BrowserRefusedException refused) {
            return "refused";
        }
    }

    private static void assertRefused(Runnable move) {
        assertThatThrownBy(move::run)
                .isInstanceOfSatisfying(
                        PhoneRefusedException.class,
                        refused -> assertThat(refused.answer().status()).isBetween(400, 499));
    }

    private static void assertRefusedToBrowser(Runnable move) {
        assertThatThrownBy(move::run).isInstanceOf(BrowserRefusedException.class);
    }

    private static void quietly(Runnable move) {
        try {
            move.run();
        } catch (PhoneRefusedException refused) {
            assertThat(refused.answer().status()).isBetween(400, 499);
        }
    }
}
