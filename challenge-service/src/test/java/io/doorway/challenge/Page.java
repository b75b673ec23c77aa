package io.doorway.challenge;

import static io.restassured.RestAssured.given;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.doorway.edge.browser.BindingCookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.SecureRandom;
import java.util.Date;
import java.util.UUID;

/** A login page of one browser: its cookie, its key, its ticket. */
record Page(String cookie, ECKey key, String ticket) {

    static final String ISSUER = "http://localhost:8080";

    static String newCookie() {
        return BindingCookie.random(new SecureRandom()).toSet().getValue();
    }

    static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    Page withCookie(String other) {
        return new Page(other, key, ticket);
    }

    Page withKey(ECKey other) {
        return new Page(cookie, other, ticket);
    }

    String proof(String method, String path) {
        return sign(
                key,
                new JWTClaimsSet.Builder()
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(new Date())
                        .claim("htm", method)
                        .claim("htu", ISSUER + path)
                        .build());
    }

    static String sign(ECKey key, JWTClaimsSet claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK())
                .build();
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    Response create() {
        return request("POST", "/challenges")
                .header("Authorization", "Bearer " + ticket)
                .post("/challenges");
    }

    /** Creates with a body. */
    Response create(String json) {
        return request("POST", "/challenges")
                .header("Authorization", "Bearer " + ticket)
                .contentType("application/json")
                .body(json)
                .post("/challenges");
    }

    /** As if through the proxy in front, which says who asks. */
    Response createFrom(String address) {
        return request("POST", "/challenges")
                .header("X-Forwarded-For", address)
                .header("Authorization", "Bearer " + ticket)
                .post("/challenges");
    }

    Response frames(String id) {
        String path = "/challenges/" + id + "/frames";
        return request("GET", path).get(path);
    }

    Response cancel(String id) {
        String path = "/challenges/" + id;
        return request("DELETE", path).delete(path);
    }

    private RequestSpecification request(String method, String path) {
        return given().cookie(BindingCookie.NAME, cookie).header("DPoP", proof(method, path));
    }
}
