package io.doorway.challenge.frame;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.challenge.support.ChallengeServiceTest;
import io.doorway.challenge.support.TestPage;
import io.doorway.clients.browser.BrowserKeyPair;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.login.browser.BindingCookie;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every call of a page requires its cookie and a proof of its key. */
@QuarkusTest
class FrameProofTest extends ChallengeServiceTest {
    @Test
    void aProofIsUsedOnce() {
        TestPage page = page();
        String id = created(page);
        String path = "/challenges/" + id + "/frames";
        String proof = page.proof("GET", path);

        assertThat(framesWith(page, path, proof).statusCode()).isEqualTo(200);
        assertProblem(framesWith(page, path, proof), 401, "invalid-proof");
    }

    @Test
    void aProofForAnotherAddressOrMethodIsRefused() {
        TestPage page = page();
        String path = "/challenges/" + created(page) + "/frames";

        assertProblem(framesWith(page, path, page.proof("POST", path)), 401, "invalid-proof");
        assertProblem(framesWith(page, path, page.proof("GET", "/challenges")), 401, "invalid-proof");
        assertProblem(framesWith(page, path, "not.a.proof"), 401, "invalid-proof");
    }

    @Test
    void aProofWithAWrongClockIsAcceptedBecauseItIsUsedOnce() {
        TestPage page = page();
        String path = "/challenges/" + created(page) + "/frames";
        String header = "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":%s}"
                .formatted(page.key().jwk());
        String claims = "{\"htm\":\"GET\",\"htu\":\"%s\",\"iat\":%d,\"jti\":\"%s\"}"
                .formatted(
                        TestPage.ISSUER + path,
                        Instant.now().minus(Duration.ofDays(2)).getEpochSecond(),
                        UUID.randomUUID());
        String proof = JwsSigner.es256(page.key().key(), header, claims);

        assertThat(framesWith(page, path, proof).statusCode()).isEqualTo(200);
    }

    @Test
    void anotherBrowserGetsTheAnswerForAChallengeThatDoesNotExist() {
        TestPage page = page();
        String id = created(page);
        String unknown = ChallengeId.random(new java.util.Random()).value();

        String nothing = page.frames(unknown).asString();

        assertThat(page.withCookie(TestPage.newCookie()).frames(id).asString()).isEqualTo(nothing);
        assertThat(page.withKey(BrowserKeyPair.generate()).frames(id).asString())
                .isEqualTo(nothing);
        assertThat(page.withCookie(TestPage.newCookie()).cancel(id).asString()).isEqualTo(nothing);
        assertThat(page.withKey(BrowserKeyPair.generate()).cancel(id).asString())
                .isEqualTo(nothing);
        assertProblem(page.withKey(BrowserKeyPair.generate()).cancel(id), 404, "challenge-not-found");
        assertThat(load(id)).isInstanceOf(Created.class);
    }

    private static Response framesWith(TestPage page, String path, String proof) {
        return given().cookie(BindingCookie.NAME, page.cookie())
                .header("DPoP", proof)
                .get(path);
    }
}
