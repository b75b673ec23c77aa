package io.doorway.session.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.edge.account.AccountGate;
import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.Consumed;
import io.doorway.protocol.challenge.Handover;
import io.doorway.protocol.secret.SecretText;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestBrowser;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a phone handed over, presented by the browser that it was handed over for, and by others. */
@QuarkusTest
class TypedCodeTest extends ProviderTest {
    private static final String CODE = "271828";
    private static final String NONCE = "bm90LXRoZS1vdGhlci1vbg";

    @Inject
    AccountGate gate;

    @Inject
    MeterRegistry metrics;

    @Test
    void theRightCodeCompletesTheLogin() {
        ChallengeId id = approvedWithCode();

        HttpResponse<String> answer = browser.complete(id, code(CODE));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(phones.stored(id))
                .isInstanceOfSatisfying(
                        Consumed.class,
                        consumed -> assertThat(consumed.consumption().check()).isEqualTo(Check.TYPED_CODE));
    }

    @Test
    void aLostAnswerIsGivenAgainToTheSameBrowserWhateverItPresents() {
        ChallengeId id = approvedWithCode();
        HttpResponse<String> first = browser.complete(id, code(CODE));

        assertThat(browser.complete(id, code(CODE)).body()).isEqualTo(first.body());
        assertThat(browser.complete(id).body()).isEqualTo(first.body());
        assertThat(browser.withAnotherKey().complete(id, code(CODE)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aWrongCodeSaysHowManyTriesAreLeftAndTheThirdIsTheEnd() {
        ChallengeId id = approvedWithCode();

        assertProblem(browser.complete(id, code("000000")), 403, "wrong-code", "\"tries_left\":2");
        assertProblem(browser.complete(id, code("000000")), 403, "wrong-code", "\"tries_left\":1");
        assertProblem(browser.complete(id, code("000000")), 410, "cancelled", "");
        assertProblem(browser.complete(id, code(CODE)), 410, "cancelled", "");
    }

    @Test
    void aWrongCodeIsATransitionAndNoRefusalBesides() {
        ChallengeId id = approvedWithCode();
        double refusedBefore = refused();

        browser.complete(id, code("000000"));

        assertThat(refused()).isEqualTo(refusedBefore);
        assertThat(phones.stored(id))
                .isInstanceOfSatisfying(
                        Approved.class,
                        approved -> assertThat(approved.handover().triesLeft()).isEqualTo(Handover.TRIES - 1));
        browser.complete(id);
        assertThat(refused()).isEqualTo(refusedBefore + 1);
    }

    @Test
    void theRightCodeAfterTwoWrongOnesStillCompletes() {
        ChallengeId id = approvedWithCode();
        browser.complete(id, code("000000"));
        browser.complete(id, code("000001"));

        assertThat(browser.complete(id, code(CODE)).statusCode()).isEqualTo(200);
    }

    @Test
    void aHundredGuessesOverTheWireAreAnsweredThreeTimesAtMost() {
        ChallengeId id = approvedWithCode();

        Stream<CompletableFuture<HttpResponse<String>>> guesses =
                IntStream.range(0, 100).mapToObj(i -> browser.completeAsync(id, code("%06d".formatted(i))));

        assertThat(guesses.toList().stream().map(CompletableFuture::join).filter(answer -> answer.statusCode() == 403))
                .hasSizeLessThanOrEqualTo(2);
        assertProblem(browser.complete(id, code(CODE)), 410, "cancelled", "");
    }

    @Test
    void withoutACodeNothingHappensAndNoTryIsLost() {
        ChallengeId id = approvedWithCode();

        for (int i = 0; i < 5; i++) {
            assertProblem(browser.complete(id), 409, "code-required", "");
            assertProblem(browser.complete(id, nonce(NONCE)), 409, "code-required", "");
        }

        assertThat(browser.complete(id, code(CODE)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"code\": \"12345\"}", "{\"code\": \"1234567\"}", "{\"code\": \"12345x\"}", "[", "{\"a\": 1}"})
    void aMalformedCodeCostsNoTry(String body) {
        ChallengeId id = approvedWithCode();

        for (int i = 0; i < 5; i++) {
            assertProblem(browser.complete(id, body), 400, "invalid-request", "");
        }

        assertThat(phones.stored(id))
                .isInstanceOfSatisfying(
                        Approved.class,
                        approved -> assertThat(approved.handover().triesLeft()).isEqualTo(Handover.TRIES));
    }

    @Test
    void theRightCodeInAnotherBrowserIsNoCode() {
        ChallengeId id = approvedWithCode();
        TestBrowser other = new TestBrowser(issuer.uri());

        for (int i = 0; i < 5; i++) {
            assertProblem(other.complete(id, code(CODE)), 404, "challenge-not-found", "");
            assertProblem(browser.withAnotherKey().complete(id, code(CODE)), 404, "challenge-not-found", "");
        }

        assertThat(browser.complete(id, code(CODE)).statusCode()).isEqualTo(200);
    }

    @Test
    void anAccountThatIsSuspendedMeanwhileIsRefused() {
        ChallengeId id = approvedWithCode();
        gate.close(account).await().indefinitely();

        assertProblem(browser.complete(id, code(CODE)), 403, "account-not-active", "");
    }

    @Test
    void theReturnNonceCompletesAndNothingElseDoes() {
        ChallengeId id = phones.approved(ticket(bank), browser, account, handover(Check.RETURN, NONCE));

        assertProblem(browser.complete(id), 409, "return-required", "");
        assertProblem(browser.complete(id, code(CODE)), 409, "return-required", "");
        assertProblem(browser.complete(id, nonce(NONCE.replace('b', 'c'))), 409, "return-required", "");
        assertProblem(new TestBrowser(issuer.uri()).complete(id, nonce(NONCE)), 404, "challenge-not-found", "");
        assertThat(browser.complete(id, nonce(NONCE)).statusCode()).isEqualTo(200);
    }

    @Test
    void whereNothingIsDueNothingMayBePresented() {
        ChallengeId id = phones.approved(ticket(bank), browser, account);

        assertProblem(browser.complete(id, code(CODE)), 409, "wrong-state", "");
        assertThat(browser.complete(id, "{}").statusCode()).isEqualTo(200);
    }

    private double refused() {
        return metrics.find("doorway.refusals").tag("attempt", "consume").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private ChallengeId approvedWithCode() {
        return phones.approved(ticket(bank), browser, account, handover(Check.TYPED_CODE, CODE));
    }

    private static Handover handover(Check kind, String secret) {
        return new Handover(kind, SecretText.of(secret), Handover.TRIES);
    }

    private static String code(String digits) {
        return "{\"code\": \"" + digits + "\"}";
    }

    private static String nonce(String nonce) {
        return "{\"return_nonce\": \"" + nonce + "\"}";
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String name, String also) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("urn:doorway:problem:" + name).contains(also);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
}
