package io.doorway.challenge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.doorway.edge.browser.BindingCookie;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Created;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every call of a page comes with a proof of its key, and with its cookie. */
@QuarkusTest
class ProofTest extends ServiceTest {
    @Test
    void aProofIsUsedOnce() {
        Page page = page();
        String id = created(page);
        String path = "/challenges/" + id + "/frames";
        String proof = page.proof("GET", path);

        assertThat(framesWith(page, path, proof).statusCode()).isEqualTo(200);
        assertProblem(framesWith(page, path, proof), 401, "invalid-proof");
    }

    @Test
    void aProofForAnotherAddressOrMethodIsRefused() {
        Page page = page();
        String path = "/challenges/" + created(page) + "/frames";

        assertProblem(framesWith(page, path, page.proof("POST", path)), 401, "invalid-proof");
        assertProblem(framesWith(page, path, page.proof("GET", "/challenges")), 401, "invalid-proof");
        assertProblem(framesWith(page, path, "not.a.proof"), 401, "invalid-proof");
    }

    @Test
    void aProofWithAWrongClockIsAcceptedForItIsUsedOnceAnyway() {
        Page page = page();
        String path = "/challenges/" + created(page) + "/frames";
        String proof = Page.sign(
                page.key(),
                new JWTClaimsSet.Builder()
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(Instant.now().minus(Duration.ofDays(2))))
                        .claim("htm", "GET")
                        .claim("htu", Page.ISSUER + path)
                        .build());

        assertThat(framesWith(page, path, proof).statusCode()).isEqualTo(200);
    }

    @Test
    void anotherBrowserGetsTheAnswerForAChallengeThatDoesNotExist() {
        Page page = page();
        String id = created(page);
        String unknown = ChallengeId.random(new java.util.Random()).value();

        String nothing = page.frames(unknown).asString();

        assertThat(page.withCookie(Page.newCookie()).frames(id).asString()).isEqualTo(nothing);
        assertThat(page.withKey(Page.newKey()).frames(id).asString()).isEqualTo(nothing);
        assertThat(page.withCookie(Page.newCookie()).cancel(id).asString()).isEqualTo(nothing);
        assertThat(page.withKey(Page.newKey()).cancel(id).asString()).isEqualTo(nothing);
        assertProblem(page.withKey(Page.newKey()).cancel(id), 404, "challenge-not-found");
        assertThat(load(id)).isInstanceOf(Created.class);
    }

    private static Response framesWith(Page page, String path, String proof) {
        return given().cookie(BindingCookie.NAME, page.cookie())
                .header("DPoP", proof)
                .get(path);
    }
}
