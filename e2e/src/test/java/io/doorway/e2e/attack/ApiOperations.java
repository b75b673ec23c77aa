package io.doorway.e2e.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.e2e.support.TestPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The operations of the services, from their OpenAPI documents. */
final class ApiOperations {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ApiOperations() {}

    /**
     * One operation.
     *
     * @param name method and path, {@code GET /challenges/{id}/frames}
     * @param parameters the places of a value, {@code path id}, {@code header DPoP} or {@code body written time_zone}
     */
    record Operation(String name, Set<String> parameters) {}

    static Stream<Operation> of(String service) {
        JsonNode document = document(service);
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> method.getValue().has("responses"))
                        .map(method -> new Operation(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                parameters(document, method.getValue()))));
    }

    private static Set<String> parameters(JsonNode document, JsonNode operation) {
        Set<String> parameters = new LinkedHashSet<>();
        operation
                .path("parameters")
                .forEach(each -> parameters.add(
                        each.path("in").asText() + " " + each.path("name").asText()));
        operation
                .at("/requestBody/content")
                .forEach(type -> members(document, type.path("schema"))
                        .forEach(member -> parameters.add("body written " + member)));
        return parameters;
    }

    private static List<String> members(JsonNode document, JsonNode schema) {
        JsonNode resolved =
                schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
        return resolved.path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
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
