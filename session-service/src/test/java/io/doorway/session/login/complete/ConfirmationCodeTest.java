package io.doorway.session.login.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.challenge.BrowserConfirmation.ConfirmationCode;
import io.doorway.protocol.challenge.BrowserConfirmation.ReturnNonce;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestBrowser;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Confirmation codes and return nonces, from the browser of the login and from other browsers. */
@QuarkusTest
class ConfirmationCodeTest extends ProviderTest {
    private static final String CODE = "271828";
    private static final String NONCE = "bm90LXRoZS1vdGhlci1vbg";

    @Inject
    RevocationList revocationList;

    @Inject
    MeterRegistry metrics;

    @Test
    void theRightCodeCompletesTheLogin() {
        ChallengeId id = approvedWithCode();

        BrowserResponse response = browser.complete(id, code(CODE));

        assertThat(response.status()).isEqualTo(200);
        assertThat(challenges.stored(id))
                .isInstanceOfSatisfying(
                        Consumed.class,
                        consumed -> assertThat(consumed.consumption().check()).isEqualTo(Check.TYPED_CODE));
    }

    @Test
    void aConsumedLoginReturnsTheSameResponseForAnyConfirmation() {
        ChallengeId id = approvedWithCode();
        BrowserResponse first = browser.complete(id, code(CODE));

        assertThat(browser.complete(id, code(CODE)).body()).isEqualTo(first.body());
        assertThat(browser.complete(id).body()).isEqualTo(first.body());
        assertThat(browser.withAnotherKey().complete(id, code(CODE)).status()).isEqualTo(404);
    }

    @Test
    void aWrongCodeReportsTheTriesLeftAndTheThirdCancelsTheLogin() {
        ChallengeId id = approvedWithCode();

        assertProblem(browser.complete(id, code("000000")), 403, "wrong-code", "\"tries_left\":2");
        assertProblem(browser.complete(id, code("000000")), 403, "wrong-code", "\"tries_left\":1");
        assertProblem(browser.complete(id, code("000000")), 410, "cancelled", "");
        assertProblem(browser.complete(id, code(CODE)), 410, "cancelled", "");
    }

    @Test
    void aWrongCodeIsATransitionAndNotARefusal() {
        ChallengeId id = approvedWithCode();
        double refusalsBefore = refusals();

        browser.complete(id, code("000000"));

        assertThat(refusals()).isEqualTo(refusalsBefore);
        assertThat(challenges.stored(id))
                .isInstanceOfSatisfying(
                        Approved.class,
                        approved -> assertThat(approved.confirmation())
                                .isEqualTo(
                                        new ConfirmationCode(SecretText.of(CODE), ConfirmationCode.MAX_ATTEMPTS - 1)));
        browser.complete(id);
        assertThat(refusals()).isEqualTo(refusalsBefore + 1);
    }

    @Test
    void theRightCodeCompletesTheLoginAfterTwoWrongOnes() {
        ChallengeId id = approvedWithCode();
        browser.complete(id, code("000000"));
        browser.complete(id, code("000001"));

        assertThat(browser.complete(id, code(CODE)).status()).isEqualTo(200);
    }

    @Test
    void ofAHundredConcurrentRequestsAtMostThreeAreAnswered() {
        ChallengeId id = approvedWithCode();

        Stream<CompletableFuture<BrowserResponse>> responses =
                IntStream.range(0, 100).mapToObj(i -> browser.completeAsync(id, code("%06d".formatted(i))));

        assertThat(responses.toList().stream()
                        .map(CompletableFuture::join)
                        .filter(response -> response.status() == 403))
                .hasSizeLessThanOrEqualTo(2);
        assertProblem(browser.complete(id, code(CODE)), 410, "cancelled", "");
    }

    @Test
    void aRequestWithoutACodeUsesNoTry() {
        ChallengeId id = approvedWithCode();

        for (int i = 0; i < 5; i++) {
            assertProblem(browser.complete(id), 409, "code-required", "");
            assertProblem(browser.complete(id, nonce(NONCE)), 409, "code-required", "");
        }

        assertThat(browser.complete(id, code(CODE)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"code\": \"12345\"}", "{\"code\": \"1234567\"}", "{\"code\": \"12345x\"}", "[", "{\"a\": 1}"})
    void aMalformedCodeUsesNoTry(String body) {
        ChallengeId id = approvedWithCode();

        for (int i = 0; i < 5; i++) {
            assertProblem(browser.complete(id, body), 400, "invalid-request", "");
        }

        assertThat(challenges.stored(id))
                .isInstanceOfSatisfying(
                        Approved.class,
                        approved -> assertThat(approved.confirmation())
                                .isEqualTo(ConfirmationCode.of(SecretText.of(CODE))));
    }

    @Test
    void theRightCodeFromAnotherBrowserIsRefusedAndUsesNoTry() {
        ChallengeId id = approvedWithCode();
        TestBrowser other = new TestBrowser(issuer.uri());

        for (int i = 0; i < 5; i++) {
            assertProblem(other.complete(id, code(CODE)), 404, "challenge-not-found", "");
            assertProblem(browser.withAnotherKey().complete(id, code(CODE)), 404, "challenge-not-found", "");
        }

        assertThat(browser.complete(id, code(CODE)).status()).isEqualTo(200);
    }

    @Test
    void aSuspendedAccountIsRefused() {
        ChallengeId id = approvedWithCode();
        revocationList.suspend(new RevocationList.Account(account), 2).await().indefinitely();

        assertProblem(browser.complete(id, code(CODE)), 403, "account-not-active", "");
    }

    @Test
    void onlyTheReturnNonceCompletesALoginThatRequiresIt() {
        ChallengeId id = challenges.approved(ticket(bank), browser, account, new ReturnNonce(SecretText.of(NONCE)));

        assertProblem(browser.complete(id), 409, "return-required", "");
        assertProblem(browser.complete(id, code(CODE)), 409, "return-required", "");
        assertProblem(browser.complete(id, nonce(NONCE.replace('b', 'c'))), 409, "return-required", "");
        assertProblem(new TestBrowser(issuer.uri()).complete(id, nonce(NONCE)), 404, "challenge-not-found", "");
        assertThat(browser.complete(id, nonce(NONCE)).status()).isEqualTo(200);
    }

    @Test
    void aCodeIsRefusedIfNoneIsRequired() {
        ChallengeId id = challenges.approved(ticket(bank), browser, account);

        assertProblem(browser.complete(id, code(CODE)), 409, "wrong-state", "");
        assertThat(browser.complete(id, "{}").status()).isEqualTo(200);
    }

    private double refusals() {
        return metrics.find("doorway.refusals").tag("attempt", "consume").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private ChallengeId approvedWithCode() {
        return challenges.approved(ticket(bank), browser, account, ConfirmationCode.of(SecretText.of(CODE)));
    }

    private static String code(String digits) {
        return "{\"code\": \"" + digits + "\"}";
    }

    private static String nonce(String nonce) {
        return "{\"return_nonce\": \"" + nonce + "\"}";
    }

    private static void assertProblem(BrowserResponse response, int status, String name, String member) {
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("urn:doorway:problem:" + name).contains(member);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
}
