package io.doorway.session.login.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.protocol.challenge.BrowserConfirmation.ConfirmationCode;
import io.doorway.protocol.challenge.BrowserConfirmation.ReturnNonce;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestBrowser;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** More time for the confirmation code, from the browser of the login and from other browsers. */
@QuarkusTest
class MoreTimeTest extends ProviderTest {
    private static final String CODE = "271828";
    private static final SecretText NONCE = SecretText.of("bm90LXRoZS1vdGhlci1vbg");

    @Test
    void eachRequestGivesTwoMinutesMore() {
        ChallengeId id = approvedWithCode();
        Instant once = approved(id).deadline().plus(Duration.ofMinutes(2));

        BrowserResponse response = browser.requestMoreTime(id);

        assertThat(response.status()).as(response.body()).isEqualTo(200);
        assertThat(response.body())
                .contains("\"expires_at\":\"" + once + "\"")
                .contains("\"extendable\":true")
                .contains("\"server_time\"");
        assertThat(approved(id).deadline()).isEqualTo(once);
        browser.requestMoreTime(id);
        assertThat(approved(id).deadline()).isEqualTo(once.plus(Duration.ofMinutes(2)));
    }

    @Test
    void nobodyHasMoreThanTenMinutesFromTheStart() {
        ChallengeId id = approvedWithCode();
        Instant end = challenges.stored(id).loginRequest().createdAt().plus(Timing.MAX_TOTAL);
        for (int i = 0; i < 5; i++) {
            assertThat(browser.requestMoreTime(id).status()).isEqualTo(200);
        }
        Challenge longest = challenges.stored(id);

        BrowserResponse response = browser.requestMoreTime(id);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("\"expires_at\":\"" + end + "\"").contains("\"extendable\":false");
        assertThat(challenges.stored(id)).as("nothing more changes").isEqualTo(longest);
    }

    @Test
    void theTriesAreThoseThatWereLeftAndTheRightCodeCompletesTheLogin() {
        ChallengeId id = approvedWithCode();
        browser.complete(id, code("000000"));
        browser.complete(id, code("000001"));

        browser.requestMoreTime(id);

        assertThat(approved(id).confirmation()).isEqualTo(new ConfirmationCode(SecretText.of(CODE), 1));
        assertThat(browser.complete(id, code(CODE)).status()).isEqualTo(200);
        assertProblem(browser.requestMoreTime(id), 409, "wrong-state");
    }

    @Test
    void anotherBrowserGetsNoTime() {
        ChallengeId id = approvedWithCode();
        Challenge before = challenges.stored(id);

        assertProblem(new TestBrowser(issuer.uri()).requestMoreTime(id), 404, "challenge-not-found");
        assertProblem(browser.withAnotherKey().requestMoreTime(id), 404, "challenge-not-found");

        assertThat(challenges.stored(id)).isEqualTo(before);
    }

    @Test
    void onlyTheTimeForACodeIsExtended() {
        ChallengeId plain = challenges.approved(ticket(bank), browser, account);
        ChallengeId returning = challenges.approved(ticket(bank), browser, account, new ReturnNonce(NONCE));

        assertProblem(browser.requestMoreTime(plain), 409, "wrong-state");
        assertProblem(browser.requestMoreTime(returning), 409, "wrong-state");
    }

    @Test
    void aLoginThatTheThirdWrongCodeCancelledStaysCancelled() {
        ChallengeId id = approvedWithCode();
        for (int i = 0; i < ConfirmationCode.MAX_ATTEMPTS; i++) {
            browser.complete(id, code("000000"));
        }

        assertProblem(browser.requestMoreTime(id), 410, "cancelled");
    }

    private Approved approved(ChallengeId id) {
        return (Approved) challenges.stored(id);
    }

    private ChallengeId approvedWithCode() {
        return challenges.approved(ticket(bank), browser, account, ConfirmationCode.of(SecretText.of(CODE)));
    }

    private static String code(String digits) {
        return "{\"code\": \"" + digits + "\"}";
    }

    private static void assertProblem(BrowserResponse response, int status, String name) {
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("urn:doorway:problem:" + name);
    }
}
