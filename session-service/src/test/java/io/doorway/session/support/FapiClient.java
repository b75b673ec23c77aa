package io.doorway.session.support;

import static io.restassured.RestAssured.given;

import com.nimbusds.jose.JOSEObjectType;
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

/**
 * A client of {@link ProviderUnderTest} that authenticates with {@link ProviderUnderTest#FAPI_KEY}, with the key of its proofs.
 *
 * @param id {@code fapi}, or {@code signed} for the one that must sign its requests
 */
public record FapiClient(String id, URI issuer, ECKey proofKey, CodeVerifier verifier) {
    public static final String ID = "fapi";
    public static final String REDIRECT_URI = "https://fapi.example/back";

    public FapiClient(URI issuer) {
        this(ID, issuer);
    }

    public FapiClient(String id, URI issuer) {
        this(id, issuer, JwsSigner.newKey(), new CodeVerifier());
    }

    public String redirectUri() {
        return "https://" + id + ".example/back";
    }

    /** An authorization request, pushed without a proof. */
    public RequestSpecification authorizationRequest() {
        Map<String, Object> parameters = parameters();
        parameters.remove("client_id");
        return authenticated().formParams(parameters);
    }

    /** The parameters of an authorization request. */
    public Map<String, Object> parameters() {
        return new LinkedHashMap<>(Map.of(
                "client_id",
                id,
                "response_type",
                "code",
                "scope",
                "fapi".equals(id) ? "openid profile offline_access" : "openid profile",
                "redirect_uri",
                redirectUri(),
                "state",
                "the-state",
                "nonce",
                "the-nonce",
                "code_challenge_method",
                "S256",
                "code_challenge",
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue()));
    }

    /** A pushed request whose parameters are in a signed request object (RFC 9101). */
    public RequestSpecification signedRequest(ECKey key, Map<String, Object> changed) {
        return signedRequest(key, "oauth-authz-req+jwt", changed);
    }

    /** The same with another {@code typ}. */
    public RequestSpecification signedRequest(ECKey key, String type, Map<String, Object> changed) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = parameters();
        claims.putAll(Map.of("iss", id, "aud", issuer.toString(), "nbf", now, "exp", now + 300));
        claims.putAll(changed);
        claims.values().removeIf(""::equals);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(type))
                .keyID(ProviderUnderTest.FAPI_KEY.getKeyID())
                .build();
        return authenticated().formParam("request", JwsSigner.sign(header, key, claims));
    }

    /** Pushes the request and returns the address that starts it. */
    public URI pushed(RequestSpecification request) {
        String requestUri =
                request.post("/oauth2/par").then().statusCode(201).extract().path("request_uri");
        return URI.create(issuer + "/oauth2/authorize?client_id=" + id + "&request_uri=" + requestUri);
    }

    /** A token request without a proof. */
    public RequestSpecification tokenRequest(String code) {
        return authenticated()
                .formParam("grant_type", "authorization_code")
                .formParam("code", code)
                .formParam("redirect_uri", redirectUri())
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
        return given().formParam("client_id", id)
                .formParam("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .formParam("client_assertion", assertion(claims));
    }

    private String assertion(Map<String, Object> changed) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>(Map.of("iss", id, "sub", id, "aud", issuer.toString()));
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
