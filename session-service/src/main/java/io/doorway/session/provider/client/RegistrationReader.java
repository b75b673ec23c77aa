package io.doorway.session.provider.client;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.doorway.session.provider.client.ClientRegistration.Extensions;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the properties of one registration, from a file of the operator or from a request. Their values are validated afterwards. */
final class RegistrationReader {
    /** Properties of RFC 7591 and of OpenID Connect that this version does not support. */
    private static final Set<String> NOT_SUPPORTED = Set.of(
            "frontchannel_logout_uri",
            "default_max_age",
            "default_acr_values",
            "require_auth_time",
            "userinfo_encrypted_response_alg",
            "userinfo_encrypted_response_enc",
            "request_object_encryption_alg",
            "request_object_encryption_enc",
            "tls_client_certificate_bound_access_tokens");

    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    private static final Set<String> PROPERTIES = Arrays.stream(ClientRegistration.class.getRecordComponents())
            .map(component -> SNAKE_CASE.translate(component.getName()))
            .collect(Collectors.toUnmodifiableSet());

    private RegistrationReader() {}

    static boolean isProperty(String name) {
        return PROPERTIES.contains(name) || NOT_SUPPORTED.contains(name);
    }

    /**
     * Reads a registration.
     *
     * @param mistakes gets the properties that are unknown; the others are validated nevertheless
     * @throws InvalidClientsException if a property has a value of another type
     */
    static ClientRegistration read(JsonNode node, Mistakes mistakes) {
        String client = node.path("client_id").asText("?");
        try {
            return MAPPER.readerFor(ClientRegistration.class)
                    .withHandler(new UnknownProperties(client, mistakes))
                    .readValue(node);
        } catch (JsonMappingException e) {
            throw InvalidClientsException.of(client, path(e), "wrong type");
        } catch (IOException e) {
            throw InvalidClientsException.of(client, "record", "not readable");
        }
    }

    /** Collects the properties that a registration does not have. Without it, reading stops at the first. */
    private static final class UnknownProperties extends DeserializationProblemHandler {
        private final String client;
        private final Mistakes mistakes;

        UnknownProperties(String client, Mistakes mistakes) {
            this.client = client;
            this.mistakes = mistakes;
        }

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object bean,
                String property)
                throws IOException {
            String name = deserializer.handledType() == Extensions.class ? "doorway." + property : property;
            mistakes.add(InvalidClientsException.of(
                    client,
                    name,
                    NOT_SUPPORTED.contains(name) ? "is not supported by this version of Doorway" : "unknown property"));
            parser.skipChildren();
            return true;
        }
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "record" : path;
    }
}
