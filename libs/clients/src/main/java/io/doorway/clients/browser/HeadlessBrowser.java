package io.doorway.clients.browser;

import io.doorway.clients.browser.BrowserResponse.BrowserRefusedException;
import io.doorway.clients.browser.LoginPageMessages.ClientHintsBody;
import io.doorway.clients.browser.LoginPageMessages.IssuedChallenge;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import io.doorway.clients.browser.LoginPageMessages.ObservedState;
import io.doorway.clients.browser.LoginPageMessages.UpcomingFrames;
import io.doorway.protocol.encoding.Sha256;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One browser: its cookies, its key pair, and the requests of the login page. Any number of browsers can share one {@link
 * HttpClient}. Methods block unless they return a future.
 *
 * <p>A login calls {@link #open}, {@link #start}, {@link #frames}, {@link #openEventSocket} and {@link #complete}. These methods throw
 * {@link BrowserRefusedException} if the status is not a success; the methods whose name begins with {@code send} return any response.
 */
public final class HeadlessBrowser {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration FIRST_MESSAGE_TIMEOUT = Duration.ofSeconds(4);
    private static final int MAX_SOCKET_ATTEMPTS = 3;

    /** The close code of a socket whose token has expired. */
    private static final int INVALID_PROOF = 4401;

    private static final String BINDING_COOKIE = "__Host-doorway";

    private final HttpClient http;
    private final URI address;
    private final URI issuer;
    private final CookieJar cookies;
    private final Map<String, String> socketTokens = new ConcurrentHashMap<>();
    private BrowserKeyPair key = BrowserKeyPair.generate();

    /** A browser for a Doorway that is reachable at its issuer. */
    public HeadlessBrowser(HttpClient http, URI issuer) {
        this(http, issuer, issuer);
    }

    /**
     * @param address to which requests are sent
     * @param issuer the public origin, which proofs and the {@code Origin} header contain
     */
    public HeadlessBrowser(HttpClient http, URI address, URI issuer) {
        this(http, address, issuer, new CookieJar());
    }

    private HeadlessBrowser(HttpClient http, URI address, URI issuer, CookieJar cookies) {
        this.cookies = cookies;
        this.http = http;
        this.address = address;
        this.issuer = issuer;
    }

    /** A client that any number of browsers can share; it follows no redirects. */
    public static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TIMEOUT)
                .build();
    }

    /** The key pair that signs this browser's proofs. */
    public BrowserKeyPair key() {
        return key;
    }

    /** Replaces the key pair of this browser. */
    public HeadlessBrowser useKey(BrowserKeyPair other) {
        key = other;
        return this;
    }

    /** The same browser, with its cookies and its key pair, whose requests are sent to another address. */
    public HeadlessBrowser at(URI otherAddress) {
        return new HeadlessBrowser(http, otherAddress, issuer, cookies).useKey(key);
    }

    /** Another browser with the same cookies and a new key pair. */
    public HeadlessBrowser withAnotherKey() {
        return new HeadlessBrowser(http, address, issuer, cookies.copy());
    }

    /** The value of the binding cookie, or null if this browser has none. */
    public @Nullable String bindingCookie() {
        return cookies.get(BINDING_COOKIE);
    }

    /** SHA-256 of the binding cookie, base64url, as a challenge contains it; of the empty text if there is no cookie. */
    public String bindingCookieHash() {
        String cookie = bindingCookie();
        return Sha256.text(cookie == null ? "" : cookie);
    }

    /** The value of a cookie, or null if this browser has none of this name. */
    public @Nullable String cookie(String name) {
        return cookies.get(name);
    }

    /** Replaces the binding cookie; null removes it. */
    public HeadlessBrowser useBindingCookie(@Nullable String value) {
        return useCookie(BINDING_COOKIE, value);
    }

    /** Replaces a cookie; null removes it. */
    public HeadlessBrowser useCookie(String name, @Nullable String value) {
        cookies.set(name, value);
        return this;
    }

    /** Opens the login page of an authorization request. */
    public LoginPageData open(URI authorization) {
        return LoginPageData.of(sendGet(authorization).requireSuccess().body());
    }

    /** Creates a challenge with the page's ticket. */
    public IssuedChallenge start(LoginPageData page) {
        return start(page, null);
    }

    /** Creates a challenge with the page's ticket and the page's client hints. */
    public IssuedChallenge start(LoginPageData page, @Nullable ClientHintsBody hints) {
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + page.ticket());
        String json = hints == null ? null : LoginPageMessages.write(hints);
        String body = sendWithProof("POST", "/challenges", bearer, json)
                .requireSuccess()
                .body();
        IssuedChallenge issued = LoginPageMessages.read(body, IssuedChallenge.class);
        socketTokens.put(issued.challengeId(), issued.socketToken());
        return issued;
    }

    /** The frames of the QR code for the next seconds. */
    public UpcomingFrames frames(String challengeId) {
        String body = sendWithProof("GET", "/challenges/" + challengeId + "/frames", Map.of())
                .requireSuccess()
                .body();
        return LoginPageMessages.read(body, UpcomingFrames.class);
    }

    /** Cancels the login. */
    public void cancel(String challengeId) {
        sendWithProof("DELETE", "/challenges/" + challengeId, Map.of()).requireSuccess();
    }

    /**
     * Opens the WebSocket, sends the hello message and waits for the first message. Like the login page, it uses the challenge's token for
     * the first socket and a proof for each further one, and opens another socket if no message arrives.
     */
    public LoginEventSocket openEventSocket(String challengeId) {
        for (int attemptsLeft = MAX_SOCKET_ATTEMPTS; ; attemptsLeft--) {
            LoginEventSocket socket = openSocket(challengeId, issuer.toString());
            boolean hasToken = socketTokens.containsKey(challengeId);
            boolean heard = sendsHello(socket, challengeId) && socket.awaitAnyMessage(FIRST_MESSAGE_TIMEOUT);
            boolean tokenExpired = hasToken && socket.closeCode() == INVALID_PROOF;
            if (heard && !tokenExpired || attemptsLeft == 1) {
                return socket;
            }
            socket.close();
        }
    }

    /** Returns false if the socket was closed before: its instance has stopped. */
    private boolean sendsHello(LoginEventSocket socket, String challengeId) {
        try {
            String token = socketTokens.remove(challengeId);
            if (token == null) {
                socket.sendHello(proof("GET", eventsPath(challengeId)));
            } else {
                socket.sendToken(token);
            }
            return true;
        } catch (CompletionException closed) {
            return false;
        }
    }

    /**
     * Opens the WebSocket without sending a message.
     *
     * @param origin the {@code Origin} header, or null for none
     * @throws BrowserRefusedException if the server does not switch protocols
     */
    public LoginEventSocket openSocket(String challengeId, @Nullable String origin) {
        var builder = http.newWebSocketBuilder().connectTimeout(TIMEOUT);
        if (!cookies.isEmpty()) {
            builder.header("Cookie", cookies.header());
        }
        if (origin != null) {
            builder.header("Origin", origin);
        }
        URI uri = URI.create(address.toString().replaceFirst("^http", "ws") + eventsPath(challengeId));
        LoginEventSocket socket = new LoginEventSocket();
        try {
            builder.buildAsync(uri, socket).join();
            return socket;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                HttpResponse<?> response = refused.getResponse();
                throw new BrowserRefusedException(new BrowserResponse(response.statusCode(), response.headers(), ""));
            }
            throw e;
        }
    }

    /** Requests the current state once, as a page does that has to poll. */
    public ObservedState poll(String challengeId) {
        return ObservedState.of(sendWithProof("GET", eventsPath(challengeId), Map.of("Accept", "application/json"))
                .requireSuccess()
                .body());
    }

    /** Completes the login; returns the address to continue at. */
    public URI complete(String challengeId) {
        return complete(challengeId, null);
    }

    /** Completes the login with the confirmation code that the phone shows. */
    public URI completeWithCode(String challengeId, String code) {
        return complete(challengeId, LoginPageMessages.write(Map.of("code", code)));
    }

    /** Completes the login with the return nonce in the address that the phone app opens, {@code .../return#<nonce>}. */
    public URI completeByReturning(String challengeId, URI returnTo) {
        return complete(challengeId, LoginPageMessages.write(Map.of("return_nonce", returnTo.getRawFragment())));
    }

    private URI complete(String challengeId, @Nullable String json) {
        String body = sendWithProof("POST", completionPath(challengeId), Map.of(), json)
                .requireSuccess()
                .body();
        return URI.create((String) LoginPageMessages.read(body, Map.class).get("redirect_to"));
    }

    /** The path at which a challenge's state is observed. */
    public static String eventsPath(String challengeId) {
        return "/login/" + challengeId + "/events";
    }

    /** The path at which a login is completed. */
    public static String completionPath(String challengeId) {
        return "/login/" + challengeId + "/complete";
    }

    /** The path at which more time for the confirmation code is requested. */
    public static String moreTimePath(String challengeId) {
        return "/login/" + challengeId + "/more-time";
    }

    /** A proof by this browser's key for a path of the issuer. */
    public String proof(String method, String path) {
        return key.proof(method, URI.create(issuer + path));
    }

    /** GET of an address; only its path and query are used. */
    public BrowserResponse sendGet(URI uri) {
        String query = uri.getRawQuery();
        return send("GET", query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query, Map.of());
    }

    /** A request with the cookies and a new proof. */
    public BrowserResponse sendWithProof(String method, String path, Map<String, String> headers) {
        return sendWithProof(method, path, headers, null);
    }

    /** A request with the cookies, a new proof and a JSON body, or none. */
    public BrowserResponse sendWithProof(
            String method, String path, Map<String, String> headers, @Nullable String json) {
        return await(sendWithProofAsync(method, path, headers, json));
    }

    /** As {@link #sendWithProof}, without waiting for the response. */
    public CompletableFuture<BrowserResponse> sendWithProofAsync(
            String method, String path, Map<String, String> headers, @Nullable String json) {
        Map<String, String> withProof = new HashMap<>(headers);
        withProof.put("DPoP", proof(method, path));
        return sendAsync(method, path, withProof, json);
    }

    /** A request with the cookies and exactly the given headers. */
    public BrowserResponse send(String method, String path, Map<String, String> headers) {
        return send(method, path, headers, null);
    }

    /** A request with the cookies, the given headers and a body; its type is JSON unless the headers name another. */
    public BrowserResponse send(String method, String path, Map<String, String> headers, @Nullable String body) {
        return await(sendAsync(method, path, headers, body));
    }

    private CompletableFuture<BrowserResponse> sendAsync(
            String method, String path, Map<String, String> headers, @Nullable String body) {
        return http.sendAsync(request(method, path, headers, body), BodyHandlers.ofString())
                .thenApply(response -> {
                    response.headers().allValues("Set-Cookie").forEach(cookies::store);
                    return new BrowserResponse(response.statusCode(), response.headers(), response.body());
                });
    }

    private static BrowserResponse await(CompletableFuture<BrowserResponse> response) {
        try {
            return response.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw new UncheckedIOException(failed);
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a response", e);
        }
    }

    private HttpRequest request(String method, String path, Map<String, String> headers, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(TIMEOUT)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        if (!cookies.isEmpty()) {
            request.setHeader("Cookie", cookies.header());
        }
        return request.build();
    }
}
