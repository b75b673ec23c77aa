package io.doorway.session.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import io.doorway.edge.browser.BindingCookie;
import io.doorway.protocol.Sha256;
import io.doorway.protocol.challenge.ChallengeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser as far as the provider sees it: one cookie, one key, redirects looked at one by one. */
public final class TestBrowser {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern TICKET = Pattern.compile("\"ticket\":\"([^\"]+)\"");

    private final URI issuer;
    private final ECKey key;
    private String cookie = "";

    public TestBrowser(URI issuer) {
        this.issuer = issuer;
        try {
            this.key = new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Same cookie, another key. */
    public TestBrowser withAnotherKey() {
        TestBrowser other = new TestBrowser(issuer);
        other.cookie = cookie;
        return other;
    }

    public String cookie() {
        return cookie;
    }

    public String cookieHash() {
        return Sha256.text(cookie);
    }

    public String keyThumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens an address of the provider and keeps the cookie that comes with the answer. */
    public HttpResponse<String> open(URI address) {
        HttpResponse<String> response = send(get(address).build());
        response.headers().allValues("Set-Cookie").stream()
                .filter(set -> set.startsWith(BindingCookie.NAME + "="))
                .forEach(set -> cookie = set.substring(set.indexOf('=') + 1, set.indexOf(';')));
        return response;
    }

    public HttpResponse<String> postForm(URI address, String form) {
        return send(get(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    public HttpResponse<String> complete(ChallengeId id) {
        return send(completion(id, BodyPublishers.noBody()));
    }

    /** Completes with a body of JSON. */
    public HttpResponse<String> complete(ChallengeId id, String json) {
        return send(completion(id, BodyPublishers.ofString(json)));
    }

    public CompletableFuture<HttpResponse<String>> completeAsync(ChallengeId id, String json) {
        return HTTP.sendAsync(completion(id, BodyPublishers.ofString(json)), HttpResponse.BodyHandlers.ofString());
    }

    public CompletableFuture<HttpResponse<String>> completeAsync(ChallengeId id) {
        return HTTP.sendAsync(completion(id, BodyPublishers.noBody()), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> completeWithoutProof(ChallengeId id) {
        return send(get(completionAddress(id))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** The login ticket in a login page. */
    public static String ticketIn(HttpResponse<String> page) {
        Matcher matcher = TICKET.matcher(page.body());
        if (!matcher.find()) {
            throw new AssertionError("no ticket in the page: " + page.statusCode() + " " + page.body());
        }
        return matcher.group(1);
    }

    private HttpRequest completion(ChallengeId id, HttpRequest.BodyPublisher body) {
        URI address = completionAddress(id);
        return get(address)
                .header("DPoP", proof(address))
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
    }

    private URI completionAddress(ChallengeId id) {
        return URI.create(issuer + "/login/" + id.value() + "/complete");
    }

    private String proof(URI address) {
        try {
            return new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256)
                    .createDPoPJWT("POST", address)
                    .serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder get(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        return cookie.isEmpty() ? request : request.header("Cookie", BindingCookie.NAME + "=" + cookie);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
