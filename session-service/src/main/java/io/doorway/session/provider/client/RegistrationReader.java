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
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.doorway.protocol.secret.SecretText;
import io.doorway.session.provider.client.ClientRegistration.Extensions;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
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
            "request_object_encryption_enc");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");

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
     * @param client as in {@link Mistake}
     * @param mistakes gets the properties that are unknown, or have a value of another type; the others are read nevertheless
     */
    static ClientRegistration read(ObjectNode registration, String client, Mistakes mistakes) {
        ObjectNode readable = registration.deepCopy();
        placeholders(readable, "", client, mistakes);
        while (true) {
            try {
                return MAPPER.readerFor(ClientRegistration.class)
                        .withHandler(new UnknownProperties(client, mistakes))
                        .readValue(readable);
            } catch (JsonMappingException e) {
                List<String> path = path(e);
                mistakes.addUnreadable(new Mistake(client, String.join(".", path), expected(e)));
                remove(readable, path);
            } catch (IOException e) {
                throw new IllegalStateException("a tree is read without input", e);
            }
        }
    }

    /** Nothing is replaced in a registration: a secret would be the placeholder, which anybody can guess. */
    private static void placeholders(JsonNode value, String property, String client, Mistakes mistakes) {
        if (value.isTextual() && PLACEHOLDER.matcher(value.textValue()).find()) {
            mistakes.addUnreadable(
                    new Mistake(
                            client,
                            property,
                            "has a placeholder, such as ${NAME}: nothing is replaced in a registration. Write the value itself"));
        }
        value.elements().forEachRemaining(element -> {
            if (value.isArray()) {
                placeholders(element, property, client, mistakes);
            }
        });
        value.properties()
                .forEach(member -> placeholders(
                        member.getValue(),
                        property.isEmpty() ? member.getKey() : property + "." + member.getKey(),
                        client,
                        mistakes));
    }

    private static String expected(JsonMappingException e) {
        Class<?> type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (type == String.class || type == SecretText.class) {
            return "expected text, in quotes";
        }
        if (type == Boolean.class) {
            return "expected true or false";
        }
        return type == Extensions.class ? "expected properties" : "expected a list";
    }

    /** The names from the registration to the property. */
    private static List<String> path(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .toList();
    }

    private static void remove(ObjectNode registration, List<String> path) {
        JsonNode parent = registration;
        for (String name : path.subList(0, path.size() - 1)) {
            parent = parent.path(name);
        }
        ((ObjectNode) parent).remove(path.getLast());
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
}
