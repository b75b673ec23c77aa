package io.doorway.session.provider.dpop;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.doorway.clients.jws.JwsSigner;
import io.doorway.session.support.FapiClient;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestProof;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that is registered for the FAPI 2.0 Security Profile is refused anything less. */
@QuarkusTest
class SecurityProfileTest extends ProviderTest {
    private static final String PAR = "/oauth2/par";
    private static final String TOKEN = "/oauth2/token";

    private FapiClient fapi;

    @BeforeEach
    void register() {
        fapi = new FapiClient(issuer.uri());
    }

    @Test
    void aPushedRequestWithAProofLeadsToABoundToken() {
        URI start = fapi.pushed(fapi.authorizationRequest().header("DPoP", proof(PAR)));

        URI response = completed(challenges.approved(ticketAt(start), browser, account));

        assertThat(response.getQuery()).contains("iss=" + issuer.uri(), "state=the-state");
        fapi.tokenRequest(codeIn(bank, response).getValue())
                .header("DPoP", proof(TOKEN))
                .post(TOKEN)
                .then()
                .statusCode(200)
                .body("token_type", is("DPoP"));
    }

    @Test
    void aPushedRequestIsValidForAMinute() {
        fapi.authorizationRequest().post(PAR).then().statusCode(201).body("expires_in", lessThanOrEqualTo(60));
    }

    @Test
    void aCodeThatIsBoundToAKeyIsRedeemedWithThatKey() {
        RequestSpecification request = fapi.authorizationRequest().header("DPoP", proof(PAR));
        String code = code(fapi.pushed(request));
        TestProof ofAnother = new TestProof(JwsSigner.newKey(), "POST", URI.create(issuer.uri() + TOKEN));

        fapi.tokenRequest(code)
                .header("DPoP", ofAnother.signed())
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("error", is("invalid_grant"))
                .body("error_description", containsString("another DPoP key"));
    }

    @Test
    void theThumbprintOfTheRequestIsThatOfTheProof() throws Exception {
        String own = fapi.proofKey().computeThumbprint().toString();

        fapi.authorizationRequest()
                .formParam("dpop_jkt", "a".repeat(43))
                .header("DPoP", proof(PAR))
                .post(PAR)
                .then()
                .statusCode(400)
                .body("error", is("invalid_request"));
        fapi.authorizationRequest()
                .formParam("dpop_jkt", "short")
                .post(PAR)
                .then()
                .statusCode(400);
        fapi.authorizationRequest()
                .formParam("dpop_jkt", own)
                .header("DPoP", proof(PAR))
                .post(PAR)
                .then()
                .statusCode(201);
    }

    @Test
    void aTokenRequestWithoutAProofIsRefusedAndDoesNotUseTheCode() {
        String code = code(fapi.pushed(fapi.authorizationRequest()));

        fapi.tokenRequest(code).post(TOKEN).then().statusCode(400).body("error", is("invalid_grant"));
        fapi.tokenRequest(code).header("DPoP", proof(TOKEN)).post(TOKEN).then().statusCode(200);
    }

    @Test
    void aRequestThroughTheBrowserIsRefused() {
        URI request = bank.request().build().toURI();
        URI notPushed = URI.create(request.toString()
                .replaceAll("client_id=[^&]*", "client_id=" + FapiClient.ID)
                .replaceAll("redirect_uri=[^&]*", "redirect_uri=" + FapiClient.REDIRECT_URI));

        assertThat(browser.open(notPushed).status()).isEqualTo(400);
    }

    @Test
    void anAssertionNamesTheIssuerAloneAsAText() {
        for (Object audience :
                List.of(issuer.uri() + TOKEN, List.of(issuer.uri().toString()))) {
            fapi.authenticated(Map.of("aud", audience))
                    .formParam("response_type", "code")
                    .post(PAR)
                    .then()
                    .statusCode(401)
                    .body("error", is("invalid_client"));
        }
    }

    @Test
    void anAssertionIsAcceptedOnce() {
        RequestSpecification request = fapi.authorizationRequest();

        request.post(PAR).then().statusCode(201);
        request.post(PAR).then().statusCode(401);
    }

    @Test
    void pkceIsRequiredOfEveryPushedRequestWithAProof() {
        // The client optional-pkce chooses the profile by what it sends.
        TestProof proof = fapi.proof("POST", PAR);

        given().auth()
                .preemptive()
                .basic("optional-pkce", "the+shared+secret+of+the+bank")
                .formParam("client_id", "optional-pkce")
                .formParam("response_type", "code")
                .formParam("scope", "openid")
                .formParam("redirect_uri", "https://optional-pkce.example/back")
                .header("DPoP", proof.signed())
                .post(PAR)
                .then()
                .statusCode(400)
                .body("error_description", containsString("code_challenge"));
    }

    private String proof(String path) {
        return fapi.proof("POST", path).signed();
    }

    private String code(URI start) {
        return codeIn(bank, completed(challenges.approved(ticketAt(start), browser, account)))
                .getValue();
    }
}
