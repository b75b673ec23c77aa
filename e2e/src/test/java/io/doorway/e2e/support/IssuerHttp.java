package io.doorway.e2e.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.clients.browser.BrowserResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Requests with any method, headers and body to a path of the issuer, or to a whole address, such as that of one instance. No cookies are
 * stored.
 */
public final class IssuerHttp {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private IssuerHttp() {}

    public static BrowserResponse get(String path, Map<String, String> headers) {
        return send("GET", path, headers, "");
    }

    /** GET with a bearer token. */
    public static BrowserResponse get(String path, String bearerToken) {
        return get(path, Map.of("Authorization", "Bearer " + bearerToken));
    }

    /** GET of the authorization endpoint. */
    public static BrowserResponse authorize(Map<String, String> request) {
        return get(Shop.authorizationPath(request), Map.of());
    }

    /** GET of the UserInfo endpoint. */
    public static BrowserResponse userInfo(String accessToken) {
        return get("/oauth2/userinfo", accessToken);
    }

    /** POST of a form. */
    public static BrowserResponse form(String path, Map<String, String> headers, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        return send("POST", path, all, formEncode(parameters));
    }

    public static BrowserResponse send(String method, String path, Map<String, String> headers, String body) {
        String address = path.startsWith("/") ? TestPlatform.issuer() + path : path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .timeout(TIMEOUT)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> response = TestPlatform.HTTP.send(request.build(), BodyHandlers.ofString());
            return new BrowserResponse(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a response", e);
        }
    }

    /** A text member of a successful JSON response. */
    public static String member(BrowserResponse response, String name) {
        try {
            return JSON.readTree(response.requireSuccess().body()).get(name).asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + response.body(), e);
        }
    }

    /** Parameters in the encoding of a query or a form; a parameter with an empty value is included. */
    public static String formEncode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> formEncode(parameter.getKey()) + "=" + formEncode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    public static String formEncode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The value of a query parameter that the address contains. */
    public static String parameter(URI address, String name) {
        return parameters(address, name)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + address));
    }

    /** All values of a query parameter. */
    public static Stream<String> parameters(URI address, String name) {
        return Stream.of(address.getRawQuery().split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8));
    }
}
