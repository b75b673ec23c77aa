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
import io.doorway.edge.ticket.LoginTicket;
import io.doorway.edge.ticket.LoginTickets;
import io.doorway.protocol.Sha256;
import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.RelyingParty;
import io.doorway.protocol.challenge.Timing;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** A login page of one browser: its cookie, its key, its ticket. */
record Page(String cookie, ECKey key, String ticket) {

    static final String ISSUER = "http://localhost:8080";

    /** A page with a ticket that nobody has used. */
    static Page loaded(LoginTickets tickets) {
        return loaded(tickets, Timing.DEFAULT, false);
    }

    /** A page of a relying party with these times, and with browsers that it calls shared or not. */
    static Page loaded(LoginTickets tickets, Timing timing, boolean shared) {
        String cookie = newCookie();
        return new Page(cookie, newKey(), tickets.sign(ticket(cookie, timing, shared, tickets.expiry())));
    }

    static LoginTicket ticket(String cookie, Timing timing, boolean shared, Instant expiresAt) {
        return new LoginTicket(
                UUID.randomUUID().toString(),
                "request-1",
                new RelyingParty("harbour-bank", "Harbour Bank", "bank.example"),
                new Action("login", null),
                List.of("name", "email"),
                "urn:doorway:acr:qr",
                CheckPolicy.UNKNOWN,
                shared,
                timing,
                Sha256.text(cookie),
                null,
                expiresAt);
    }

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

    Page withTicket(String other) {
        return new Page(cookie, key, other);
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
        return createWith("X-Forwarded-For", address);
    }

    Response createWith(String header, String value, String... more) {
        return request("POST", "/challenges")
                .header(header, value, (Object[]) more)
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
