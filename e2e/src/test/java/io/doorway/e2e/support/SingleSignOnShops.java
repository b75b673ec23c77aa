package io.doorway.e2e.support;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The server of the relying parties with single sign-on: their pages, and the back-channel logout endpoint of one of them. */
public final class SingleSignOnShops implements BeforeAllCallback, AfterAllCallback {

    private static final int PORT = 18391;
    private static final String URL = "http://localhost:" + PORT;

    /** It has a registered address to return to after a logout. */
    public static final Shop OFFICE = shop("office");
    /** It is informed of the end of its logins. */
    public static final Shop TRAVEL = shop("travel");

    /** Where {@link #OFFICE} is returned to after a logout. */
    public static final String AFTER_LOGOUT = URL + "/office/bye";

    private static final String BACK_CHANNEL = "/travel/logout";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration ADDRESS_TIMEOUT = Duration.ofMinutes(5);

    private final List<JWTClaimsSet> logoutTokens = new CopyOnWriteArrayList<>();
    private HttpServer server;

    private static Shop shop(String name) {
        return new Shop(name + "-shop", URL + "/" + name + "/back");
    }

    /** Waits until the tests of another process, to which the address is registered as well, have closed it. */
    @Override
    public void beforeAll(ExtensionContext context) {
        server = Awaitility.await()
                .atMost(ADDRESS_TIMEOUT)
                .ignoreException(BindException.class)
                .until(
                        () -> HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0),
                        Objects::nonNull);
        server.createContext("/", this::answer);
        server.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.stop(0);
    }

    /** Waits for the logout token of a session; returns its claims. */
    public JWTClaimsSet awaitLogoutToken(String sid) {
        return Awaitility.await()
                .atMost(TIMEOUT)
                .until(() -> of(sid), found -> !found.isEmpty())
                .getFirst();
    }

    private List<JWTClaimsSet> of(String sid) {
        return logoutTokens.stream()
                .filter(claims -> sid.equals(claims.getClaim("sid")))
                .toList();
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestURI().getPath().equals(BACK_CHANNEL)) {
                String token =
                        URLUtils.parseParameters(form).get("logout_token").getFirst();
                logoutTokens.add(SignedJWT.parse(token).getJWTClaimsSet());
            }
            byte[] page = "<!DOCTYPE html><title>Shop</title>back at the shop".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
