package io.doorway.deploy;

import static io.doorway.deploy.Manifests.elements;
import static io.doorway.deploy.Manifests.file;
import static io.doorway.deploy.Manifests.find;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.local.GatewayRoutes;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Both routings of Kubernetes select the service for a path as the gateway of the local platform does. */
class RoutesTest {

    /** Health and metrics are not public; every path without a route of its own is of session-service. */
    private static final Map<String, String> OTHERS = Map.of("/internal", "", "/", "session-service");

    @Test
    void theGatewayApiRoutesAsTheLocalGateway() {
        JsonNode route = find(file("components/gateway-api/gateway.yaml"), "HTTPRoute", "doorway");

        Map<String, String> routes = elements(route.at("/spec/rules"))
                .flatMap(rule -> elements(rule.path("matches")).map(match -> Map.entry(prefix(match), backend(rule))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(routes).isEqualTo(expected());
    }

    @Test
    void theIngressRoutesAsTheLocalGateway() {
        JsonNode ingress = find(file("components/ingress/ingress.yaml"), "Ingress", "doorway");

        Map<String, String> routes = elements(ingress.at("/spec/rules/0/http/paths"))
                .peek(path -> assertThat(path.path("pathType").asText()).isEqualTo("Prefix"))
                .collect(Collectors.toMap(
                        path -> path.path("path").asText(),
                        path -> path.at("/backend/service/name").asText().replace("not-public", "")));

        assertThat(routes).isEqualTo(expected());
    }

    private static Map<String, String> expected() {
        Map<String, String> routes = new HashMap<>(GatewayRoutes.servicesByPrefix());
        routes.putAll(OTHERS);
        return routes;
    }

    private static String prefix(JsonNode match) {
        assertThat(match.at("/path/type").asText()).isEqualTo("PathPrefix");
        return match.at("/path/value").asText();
    }

    private static String backend(JsonNode rule) {
        return rule.at("/backendRefs/0/name").asText();
    }
}
