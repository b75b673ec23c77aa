package io.doorway.clients.operator;

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

/** The calls of an operator. A response without success is an {@link OperatorRefusedException}. */
public final class OperatorClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI address;
    private final String token;

    /**
     * A client with one token.
     *
     * @param address the address of Doorway, or of the service that serves the calls
     * @param token a JWT with the role that the calls require
     */
    public OperatorClient(HttpClient http, URI address, String token) {
        this.http = http;
        this.address = address;
        this.token = token;
    }

    /** Creates an account, or replaces its claims. */
    public void putAccount(String account, Map<String, ?> claims) {
        post("/admin/accounts", Map.of("account", account, "claims", claims));
    }

    /** Creates a one-time link that enrols a phone for the account. */
    public String createEnrolmentLink(String account) {
        return invite(account, "test phone").path("link").asText();
    }

    /**
     * Creates an invitation that enrols one device for the account.
     *
     * @param name what the operator calls the invitation
     * @return its {@code id}, {@code name}, {@code enrolment_code}, {@code link}, {@code expires_at}, and {@code answer} if it has one
     */
    public JsonNode invite(String account, String name) {
        return post("/admin/enrolments", Map.of("account", account, "name", name));
    }

    /**
     * Creates an invitation whose code enrols only together with an answer, which is given to the person apart from the link.
     *
     * @return as {@link #invite(String, String)}
     */
    public JsonNode inviteWithAnswer(String account, String name, String answer) {
        return post("/admin/enrolments", Map.of("account", account, "name", name, "answer", answer));
    }

    /** The invitations of the account that can be used. */
    public JsonNode invitations(String account) {
        return get("/admin/accounts/" + account + "/enrolments").path("enrolments");
    }

    /** Revokes an invitation that was not used. */
    public void revokeInvitation(String id) {
        send(request("/admin/enrolments/" + id).DELETE().build());
    }

    /** Suspends the account: it cannot take part in a login. */
    public void suspend(String account) {
        post("/admin/accounts/" + account + "/suspend", Map.of());
    }

    /** Ends the suspension of the account. */
    public void resume(String account) {
        post("/admin/accounts/" + account + "/resume", Map.of());
    }

    /** GET of a path; the response is JSON. */
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
            throw new IllegalArgumentException("cannot be written as JSON: " + body, e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new OperatorRefusedException(request.uri().getPath(), response.statusCode(), response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a response", e);
        }
    }

    /** A call was not answered with success. */
    public static final class OperatorRefusedException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        private final int status;

        OperatorRefusedException(String path, int status, String body) {
            super(path + " answered " + status + ": " + body);
            this.status = status;
        }

        /** The status of the response. */
        public int status() {
            return status;
        }
    }
}
