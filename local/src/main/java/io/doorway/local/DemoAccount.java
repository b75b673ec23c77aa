package io.doorway.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** The person who logs in on a local platform, created through the same administration that an operator uses. */
final class DemoAccount {

    private static final String ACCOUNT = "ada";
    private static final Map<String, Object> CLAIMS =
            Map.of("name", "Ada Lovelace", "given_name", "Ada", "email", "ada@example.org");

    private static final int CREATED = 201;
    private static final int EXISTS = 409;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String approvalService;
    private final String operatorToken;
    private final HttpClient http = HttpClient.newHttpClient();

    DemoAccount(String approvalService, String operatorToken) {
        this.approvalService = approvalService;
        this.operatorToken = operatorToken;
    }

    /** Creates the account, unless kept data has it already, and a one-time link to enrol a phone. */
    String enrolmentLink() {
        post("/admin/accounts", Map.of("account", ACCOUNT, "claims", CLAIMS));
        return post("/admin/enrolments", Map.of("account", ACCOUNT))
                .path("link")
                .asText();
    }

    private JsonNode post(String path, Map<String, Object> body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + approvalService + path))
                    .header("Authorization", "Bearer " + operatorToken)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != CREATED && answer.statusCode() != EXISTS) {
                throw new LocalPlatformException(
                        "%s answered %d: %s".formatted(path, answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException notJson) {
            throw new LocalPlatformException("%s did not answer JSON".formatted(path), notJson);
        } catch (IOException unreachable) {
            throw new LocalPlatformException("approval-service is not reachable", unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalPlatformException("interrupted", interrupted);
        }
    }
}
