package io.doorway.challenge.support;

import static io.restassured.RestAssured.given;

import io.doorway.clients.browser.BrowserKeyPair;
import io.doorway.login.browser.BindingCookie;
import io.doorway.login.ticket.LoginTicket;
import io.doorway.login.ticket.LoginTickets;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.RelyingParty;
import io.doorway.protocol.vocabulary.Timing;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A login page of one browser: its cookie, its key, its ticket. */
public record TestPage(String cookie, BrowserKeyPair key, String ticket) {

    public static final String ISSUER = "http://localhost:8080";

    /** A page with a new ticket. */
    public static TestPage open(LoginTickets tickets) {
        return open(tickets, Timing.DEFAULT, false);
    }

    /** A page with a ticket of this timing, of a relying party that declares its browsers shared or not. */
    public static TestPage open(LoginTickets tickets, Timing timing, boolean shared) {
        String cookie = newCookie();
        return new TestPage(
                cookie, BrowserKeyPair.generate(), tickets.sign(ticket(cookie, timing, shared, tickets.expiry())));
    }

    /** A page of a pushed request. */
    public static TestPage open(LoginTickets tickets, String pushedRequest) {
        String cookie = newCookie();
        LoginTicket ticket = ticket(cookie, Timing.DEFAULT, false, pushedRequest, tickets.expiry());
        return new TestPage(cookie, BrowserKeyPair.generate(), tickets.sign(ticket));
    }

    public static LoginTicket ticket(String cookie, Timing timing, boolean shared, Instant expiresAt) {
        return ticket(cookie, timing, shared, null, expiresAt);
    }

    private static LoginTicket ticket(
            String cookie, Timing timing, boolean shared, @Nullable String pushedRequest, Instant expiresAt) {
        return new LoginTicket(
                UUID.randomUUID().toString(),
                "request-1",
                new RelyingParty(new ClientId("harbour-bank"), "Harbour Bank", "bank.example"),
                new Action("login", null),
                List.of("name", "email"),
                Acr.QR,
                CheckPolicy.UNKNOWN,
                shared,
                timing,
                Sha256.text(cookie),
                pushedRequest,
                null,
                expiresAt);
    }

    public static String newCookie() {
        return BindingCookie.random(new SecureRandom()).toSet().getValue();
    }

    public TestPage withCookie(String other) {
        return new TestPage(other, key, ticket);
    }

    public TestPage withKey(BrowserKeyPair other) {
        return new TestPage(cookie, other, ticket);
    }

    public TestPage withTicket(String other) {
        return new TestPage(cookie, key, other);
    }

    public String proof(String method, String path) {
        return key.proof(method, URI.create(ISSUER + path));
    }

    public Response create() {
        return request("POST", "/challenges")
                .header("Authorization", "Bearer " + ticket)
                .post("/challenges");
    }

    /** Creates with a body. */
    public Response create(String json) {
        return request("POST", "/challenges")
                .header("Authorization", "Bearer " + ticket)
                .contentType("application/json")
                .body(json)
                .post("/challenges");
    }

    /** Creates through a proxy that forwards this source address. */
    public Response createFrom(String address) {
        return createWith("X-Forwarded-For", address);
    }

    public Response createWith(String header, String value, String... more) {
        return request("POST", "/challenges")
                .header(header, value, (Object[]) more)
                .header("Authorization", "Bearer " + ticket)
                .post("/challenges");
    }

    public Response frames(String id) {
        String path = "/challenges/" + id + "/frames";
        return request("GET", path).get(path);
    }

    public Response cancel(String id) {
        String path = "/challenges/" + id;
        return request("DELETE", path).delete(path);
    }

    private RequestSpecification request(String method, String path) {
        return given().cookie(BindingCookie.NAME, cookie).header("DPoP", proof(method, path));
    }
}
