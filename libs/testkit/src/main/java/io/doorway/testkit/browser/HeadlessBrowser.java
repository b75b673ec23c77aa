package io.doorway.testkit.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One browser: its cookies, its key, and the calls that the login page makes. Any number of them share one {@link HttpClient}.
 *
 * <p>The way of a login: {@link #open}, {@link #start}, {@link #frames}, {@link #watch}, {@link #complete}.
 */
public final class HeadlessBrowser {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FIRST_WORD = Duration.ofSeconds(4);
    private static final int SOCKETS = 3;
    private static final String BINDING_COOKIE = "__Host-doorway";

    private final HttpClient http;
    private final URI address;
    private final URI issuer;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private PageKey key = PageKey.generate();

    /** A browser of a Doorway that listens where its issuer says. */
    public HeadlessBrowser(HttpClient http, URI issuer) {
        this(http, issuer, issuer);
    }

    /**
     * @param address where Doorway listens
     * @param issuer its public origin: what proofs and {@code Origin} name
     */
    public HeadlessBrowser(HttpClient http, URI address, URI issuer) {
        this.http = http;
        this.address = address;
        this.issuer = issuer;
    }

    /** A client that any number of browsers can share. */
    public static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .build();
    }

    public PageKey key() {
        return key;
    }

    /** From now on proofs are made with another key. */
    public HeadlessBrowser use(PageKey other) {
        key = other;
        return this;
    }

    public @Nullable String bindingCookie() {
        return cookies.get(BINDING_COOKIE);
    }

    /** From now on another binding cookie is sent; null for none. */
    public HeadlessBrowser useBindingCookie(@Nullable String value) {
        if (value == null) {
            cookies.remove(BINDING_COOKIE);
        } else {
            cookies.put(BINDING_COOKIE, value);
        }
        return this;
    }

    /** Opens the login page that a relying party's redirect leads to. */
    public LoginForm open(URI authorization) {
        String path = authorization.getRawPath();
        String query = authorization.getRawQuery();
        return LoginForm.of(send("GET", query == null ? path : path + "?" + query, Map.of())
                .orRefused()
                .body());
    }

    /** Makes a challenge of the page's ticket. */
    public IssuedChallenge start(LoginForm form) {
        return start(form, null);
    }

    /** Makes a challenge of the page's ticket, by a page that tells something of itself. */
    public IssuedChallenge start(LoginForm form, @Nullable PageSays says) {
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + form.ticket());
        String body = prove("POST", "/challenges", bearer, says == null ? null : BrowserJson.write(says))
                .orRefused()
                .body();
        return BrowserJson.read(body, IssuedChallenge.class);
    }

    /** The QR code of this moment and of the next seconds. */
    public FrameStrip frames(String challengeId) {
        String body = prove("GET", "/challenges/" + challengeId + "/frames", Map.of())
                .orRefused()
                .body();
        return BrowserJson.read(body, FrameStrip.class);
    }

    /** Gives up. */
    public void cancel(String challengeId) {
        prove("DELETE", "/challenges/" + challengeId, Map.of()).orRefused();
    }

    /** Waits on a WebSocket, with the hello said and answered. As the page does, it tries another one where nothing is heard. */
    public WaitingSocket watch(String challengeId) {
        for (int socketsLeft = SOCKETS; ; socketsLeft--) {
            WaitingSocket socket = openSocket(challengeId, issuer.toString());
            socket.hello(proof("GET", eventsPath(challengeId)));
            if (socket.isAnswered(FIRST_WORD) || socketsLeft == 1) {
                return socket;
            }
            socket.close();
        }
    }

    /**
     * Opens the WebSocket and says nothing yet.
     *
     * @param origin the {@code Origin} header, or null for none
     * @throws BrowserRefusedException if the server does not switch protocols
     */
    public WaitingSocket openSocket(String challengeId, @Nullable String origin) {
        var builder = http.newWebSocketBuilder().connectTimeout(PATIENCE);
        if (!cookies.isEmpty()) {
            builder.header("Cookie", cookieHeader());
        }
        if (origin != null) {
            builder.header("Origin", origin);
        }
        URI uri = URI.create(address.toString().replaceFirst("^http", "ws") + eventsPath(challengeId));
        WaitingSocket socket = new WaitingSocket();
        try {
            builder.buildAsync(uri, socket).join();
            return socket;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                HttpResponse<?> response = refused.getResponse();
                throw new BrowserRefusedException(new BrowserAnswer(response.statusCode(), response.headers(), ""));
            }
            throw e;
        }
    }

    /** Asks once, as a page does that has to poll. */
    public StateHeard poll(String challengeId) {
        return StateHeard.of(prove("GET", eventsPath(challengeId), Map.of("Accept", "application/json"))
                .orRefused()
                .body());
    }

    /** Takes the approval: the address to continue at. */
    public URI complete(String challengeId) {
        return complete(challengeId, null);
    }

    /** Takes the approval with the code that the person read off their phone. */
    public URI completeWithCode(String challengeId, String code) {
        return complete(challengeId, BrowserJson.write(Map.of("code", code)));
    }

    /** Takes the approval in the browser that the phone's app on this device leads back to, {@code .../return#<nonce>}. */
    public URI completeByReturning(String challengeId, URI returnTo) {
        return complete(challengeId, BrowserJson.write(Map.of("return_nonce", returnTo.getRawFragment())));
    }

    private URI complete(String challengeId, @Nullable String body) {
        String answer = prove("POST", "/login/" + challengeId + "/complete", Map.of(), body)
                .orRefused()
                .body();
        return URI.create((String) BrowserJson.read(answer, Map.class).get("redirect_to"));
    }

    /** A call with cookies and a fresh proof. */
    public BrowserAnswer prove(String method, String path, Map<String, String> headers) {
        return prove(method, path, headers, null);
    }

    /** A call with cookies, a fresh proof and a body of JSON. */
    public BrowserAnswer prove(String method, String path, Map<String, String> headers, @Nullable String json) {
        Map<String, String> proven = new HashMap<>(headers);
        proven.put("DPoP", proof(method, path));
        return send(method, path, proven, json);
    }

    /** A proof by this browser's key for a path of the issuer. */
    public String proof(String method, String path) {
        return DpopProofs.sign(key, method, URI.create(issuer + path));
    }

    /** A call with cookies and the given headers, whatever they are. */
    public BrowserAnswer send(String method, String path, Map<String, String> headers) {
        return send(method, path, headers, null);
    }

    /** A call with cookies, the given headers and a body of JSON, or none. */
    public BrowserAnswer send(String method, String path, Map<String, String> headers, @Nullable String json) {
        HttpResponse<String> response = exchange(request(method, path, headers, json));
        response.headers().allValues("Set-Cookie").forEach(this::keep);
        return new BrowserAnswer(response.statusCode(), response.headers(), response.body());
    }

    /** Where a challenge is watched. */
    public static String eventsPath(String challengeId) {
        return "/login/" + challengeId + "/events";
    }

    private HttpRequest request(String method, String path, Map<String, String> headers, @Nullable String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.setHeader("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        if (!cookies.isEmpty()) {
            request.setHeader("Cookie", cookieHeader());
        }
        return request.build();
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + request.uri(), e);
        }
    }

    private String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private void keep(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        cookies.put(pair.substring(0, equals).trim(), pair.substring(equals + 1).trim());
    }
}
