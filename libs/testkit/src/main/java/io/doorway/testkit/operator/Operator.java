package io.doorway.testkit.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** What an operator does with a JWT and {@code curl}. Whatever is not answered with a success is an {@link IllegalStateException}. */
public final class Operator {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI address;
    private final String token;

    /**
     * @param address where Doorway listens
     * @param token a JWT with the role that the calls need
     */
    public Operator(HttpClient http, URI address, String token) {
        this.http = http;
        this.address = address;
        this.token = token;
    }

    /** Creates an account, or replaces its claims. */
    public void account(String account, Map<String, ?> claims) {
        post("/admin/accounts", Map.of("account", account, "claims", claims));
    }

    /** A one-time link by which a phone is enrolled for the account. */
    public String enrolmentLink(String account) {
        return post("/admin/enrolments", Map.of("account", account))
                .path("link")
                .asText();
    }

    /** Stops the account at every step. */
    public void suspend(String account) {
        post("/admin/accounts/" + account + "/suspend", Map.of());
    }

    /** Lets the account log in again. */
    public void resume(String account) {
        post("/admin/accounts/" + account + "/resume", Map.of());
    }

    /** Reads what the token may read. */
    public JsonNode get(String path) {
        return send(request(path).build());
    }

    private JsonNode post(String path, Map<String, ?> body) {
        try {
            return send(request(path)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + body, e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        request.uri().getPath() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
