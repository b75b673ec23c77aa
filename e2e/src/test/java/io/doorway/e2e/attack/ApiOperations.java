package io.doorway.e2e.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations of the four services, from their OpenAPI documents. */
final class ApiOperations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SERVICES = List.of(Parts.CHALLENGE, Parts.APPROVAL, Parts.SESSION, Parts.AUDIT);

    /** Parameters that a resource reads from the query or the form as a whole, which no document lists. */
    private static final List<String> OAUTH = List.of(
            "client_id",
            "redirect_uri",
            "response_type",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method",
            "acr_values",
            "max_age",
            "prompt",
            "ui_locales",
            "login_hint",
            "action",
            "action_message",
            "request_uri",
            "authorization_details");

    private static final List<String> TOKEN = List.of(
            "grant_type",
            "code",
            "redirect_uri",
            "code_verifier",
            "client_id",
            "client_assertion",
            "client_assertion_type");

    private static final Map<String, List<String>> UNLISTED = Map.of(
            "GET /oauth2/authorize", OAUTH,
            "POST /oauth2/authorize", OAUTH,
            "POST /oauth2/par", OAUTH,
            "POST /oauth2/token", TOKEN);

    private ApiOperations() {}

    /**
     * One operation.
     *
     * @param service the service
     * @param method in capitals
     * @param path with parameters in braces
     * @param parameters the places of a value, {@code path id} or {@code header DPoP}
     * @param mediaType of the body, or null if it has none
     */
    record Operation(
            String service,
            String method,
            String path,
            Set<String> parameters,
            @Nullable String mediaType) {

        String name() {
            return method + " " + path;
        }

        int port() {
            String address = TestPlatform.platform().address(service);
            return Integer.parseInt(address.substring(address.indexOf(':') + 1));
        }
    }

    static Stream<Operation> all() {
        return SERVICES.stream().flatMap(service -> {
            List<Operation> operations = new ArrayList<>();
            JsonNode document = document(service);
            document.path("paths")
                    .properties()
                    .forEach(path -> path.getValue().properties().stream()
                            .filter(method -> method.getValue().has("responses"))
                            .forEach(method -> operations.add(
                                    operation(service, document, path.getKey(), method.getKey(), method.getValue()))));
            return operations.stream();
        });
    }

    private static Operation operation(
            String service, JsonNode document, String path, String method, JsonNode operation) {
        String upper = method.toUpperCase(java.util.Locale.ROOT);
        Set<String> parameters = new LinkedHashSet<>();
        operation
                .path("parameters")
                .forEach(each -> parameters.add(
                        each.path("in").asText() + " " + each.path("name").asText()));
        parameters.add("header Authorization");
        parameters.add("cookie __Host-doorway");
        Map<String, JsonNode> content = new LinkedHashMap<>();
        operation.at("/requestBody/content").properties().forEach(type -> content.put(type.getKey(), type.getValue()));
        String mediaType =
                content.isEmpty() ? null : content.keySet().iterator().next();
        content.values()
                .forEach(type ->
                        members(document, type.path("schema")).forEach(member -> parameters.add("member " + member)));
        String place = upper.equals("GET") ? "query " : "form ";
        UNLISTED.getOrDefault(upper + " " + path, List.of()).forEach(each -> parameters.add(place + each));
        if (mediaType != null) {
            parameters.add("body");
        }
        return new Operation(service, upper, path, parameters, mediaType);
    }

    private static Set<String> members(JsonNode document, JsonNode schema) {
        JsonNode resolved =
                schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
        Set<String> names = new LinkedHashSet<>();
        resolved.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode document(String service) {
        URI address =
                URI.create("http://" + TestPlatform.platform().address(service) + "/internal/openapi?format=json");
        try {
            return JSON.readTree(TestPlatform.HTTP
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
