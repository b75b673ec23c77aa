package io.doorway.session.provider.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.doorway.session.provider.client.Mistake;
import io.doorway.session.provider.client.ValidateRegistration;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/** What the operator decides about every client that is registered by a request: {@code doorway.registration.policy}. */
@Startup
@Singleton
class RegistrationPolicy {
    private static final String PROPERTY = "doorway.registration.policy";

    private final ObjectNode extensions;

    RegistrationPolicy(RegistrationConfig config) {
        this.extensions = parse(config.policy());
        List<Mistake> mistakes = ValidateRegistration.mistakesOfPolicy(extensions);
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(
                    PROPERTY + ": " + mistakes.stream().map(Mistake::ofProperty).collect(Collectors.joining("; ")));
        }
    }

    /** Adds the properties under {@code doorway} to a registration. A client without credentials always needs PKCE. */
    void apply(ObjectNode registration) {
        ObjectNode applied = extensions.deepCopy();
        if ("none".equals(registration.path("token_endpoint_auth_method").textValue())) {
            applied.remove("pkce");
        }
        registration.set("doorway", applied);
    }

    private static ObjectNode parse(String yaml) {
        try {
            JsonNode root = new YAMLMapper().readTree(yaml);
            if (root instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(PROPERTY + ": not YAML", e);
        }
        throw new IllegalArgumentException(PROPERTY + ": expected properties, such as {check: always}");
    }
}
