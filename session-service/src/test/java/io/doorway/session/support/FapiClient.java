package io.doorway.session.support;

import static io.restassured.RestAssured.given;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.jws.JwsSigner;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The client {@code fapi} of {@link ProviderUnderTest}, with the key of its proofs. */
public record FapiClient(URI issuer, ECKey proofKey, CodeVerifier verifier) {
    public static final String ID = "fapi";
    public static final String REDIRECT_URI = "https://fapi.example/back";

    public FapiClient(URI issuer) {
        this(issuer, JwsSigner.newKey(), new CodeVerifier());
    }

    /** An authorization request, pushed without a proof. */
    public RequestSpecification authorizationRequest() {
        return authenticated()
                .formParam("response_type", "code")
                .formParam("scope", "openid profile")
                .formParam("redirect_uri", REDIRECT_URI)
                .formParam("state", "the-state")
                .formParam("nonce", "the nonce")
                .formParam("code_challenge_method", "S256")
                .formParam(
                        "code_challenge",
                        CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                                .getValue());
    }

    /** Pushes the request and returns the address that starts it. */
    public URI pushed(RequestSpecification request) {
        String requestUri =
                request.post("/oauth2/par").then().statusCode(201).extract().path("request_uri");
        return URI.create(issuer + "/oauth2/authorize?client_id=" + ID + "&request_uri=" + requestUri);
    }

    /** A token request without a proof. */
    public RequestSpecification tokenRequest(String code) {
        return authenticated()
                .formParam("grant_type", "authorization_code")
                .formParam("code", code)
                .formParam("redirect_uri", REDIRECT_URI)
                .formParam("code_verifier", verifier.getValue());
    }

    public TestProof proof(String method, String path) {
        return new TestProof(proofKey, method, URI.create(issuer + path));
    }

    public RequestSpecification authenticated() {
        return authenticated(Map.of());
    }

    /** @param claims of the assertion that differ */
    public RequestSpecification authenticated(Map<String, Object> claims) {
        return given().formParam("client_id", ID)
                .formParam("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .formParam("client_assertion", assertion(claims));
    }

    private String assertion(Map<String, Object> changed) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>(Map.of("iss", ID, "sub", ID, "aud", issuer.toString()));
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iat", now);
        claims.put("exp", now + 60);
        claims.putAll(changed);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(ProviderUnderTest.FAPI_KEY.getKeyID())
                .build();
        return JwsSigner.sign(header, ProviderUnderTest.FAPI_KEY, claims);
    }
}
