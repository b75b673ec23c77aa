package io.doorway.e2e.libraries;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.doorway.servers.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import website.NimbusWebsite;

/** Serves {@code docs/examples/website/NimbusWebsite.java} as a website. It holds the session of one browser. */
final class NimbusSite {

    private static final URI SITE = URI.create(System.getenv("SITE"));

    private final NimbusWebsite website = new NimbusWebsite();
    private NimbusWebsite.Session session = new NimbusWebsite.Session();
    private boolean loggedIn;

    private NimbusSite() throws Exception {}

    private interface Page {

        /** The text of the page, or an address to redirect to. */
        Object answer(URI url) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        NimbusSite site = new NimbusSite();
        HttpServer server = HttpServer.create(new InetSocketAddress(Ports.LOOPBACK, SITE.getPort()), 0);
        server.createContext("/", exchange -> answer(exchange, url -> site.home()));
        server.createContext("/login", exchange -> answer(exchange, url -> site.website.login(site.session)));
        server.createContext("/callback", exchange -> answer(exchange, site::callback));
        server.createContext("/refresh", exchange -> answer(exchange, url -> site.refresh()));
        server.createContext("/logout", exchange -> answer(exchange, url -> site.logout()));
        server.start();
    }

    private static void answer(HttpExchange exchange, Page page) throws IOException {
        try (exchange) {
            Object answer = page.answer(SITE.resolve(exchange.getRequestURI().toString()));
            if (answer instanceof URI location) {
                exchange.getResponseHeaders().set("Location", location.toString());
                exchange.sendResponseHeaders(302, -1);
            } else {
                send(exchange, 200, answer.toString());
            }
        } catch (Exception e) {
            send(exchange, 500, e.toString());
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private String home() throws Exception {
        return loggedIn ? "logged in: " + website.person(session).getName() : "not logged in";
    }

    private URI callback(URI url) throws Exception {
        website.callback(session, url);
        loggedIn = true;
        return SITE.resolve("/");
    }

    private String refresh() throws Exception {
        website.refresh(session);
        return home();
    }

    private URI logout() {
        URI address = website.logout(session);
        session = new NimbusWebsite.Session();
        loggedIn = false;
        return address;
    }
}
