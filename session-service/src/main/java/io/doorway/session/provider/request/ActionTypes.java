package io.doorway.session.provider.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.session.provider.client.DisplayText;
import io.doorway.session.provider.oauth.ProviderConfig;
import io.doorway.session.provider.oauth.RequestParameters;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The registered types of actions, and the action of a request.
 *
 * <p>A request names its action by {@code authorization_details} (RFC 9396), one object whose {@code type} has a registered JSON Schema, or
 * by the short form: the parameters {@code action} and {@code action_message}. Both may be sent if they agree.
 */
@Singleton
public class ActionTypes {
    /** The action of a request that names none. */
    public static final String LOGIN = "login";

    private static final int MAX_DETAILS = 2000;

    private final Set<String> types;
    private final Set<String> highRisk;
    private final Map<String, ActionSchema> schemas;

    ActionTypes(ProviderConfig settings) {
        this.types = Set.copyOf(settings.actionTypes());
        this.highRisk = Set.copyOf(settings.highRiskActions());
        this.schemas = schemas(settings);
        highRisk.stream().filter(type -> !types.contains(type)).findFirst().ifPresent(type -> {
            throw new IllegalArgumentException(
                    "doorway.high-risk-actions: " + type + " is not in doorway.action-types");
        });
    }

    private static Map<String, ActionSchema> schemas(ProviderConfig settings) {
        settings.actionSchemas().ifPresent(directory -> requireOnlyKnownTypes(directory, settings.actionTypes()));
        Map<String, ActionSchema> schemas = new HashMap<>();
        for (String type : settings.actionTypes()) {
            String json = settings.actionSchemas()
                    .map(directory -> configured(directory.resolve(type + ".json")))
                    .orElseGet(() -> builtIn(type));
            if (json != null) {
                try {
                    schemas.put(type, ActionSchema.parse(type, json));
                } catch (IllegalArgumentException e) {
                    throw invalidSchema(type + ".json: " + e.getMessage());
                }
            }
        }
        return Map.copyOf(schemas);
    }

    private static void requireOnlyKnownTypes(Path directory, Set<String> types) {
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .filter(name -> !types.contains(name.substring(0, name.length() - ".json".length())))
                    .findFirst()
                    .ifPresent(name -> {
                        throw invalidSchema(name + " belongs to no type of doorway.action-types");
                    });
        } catch (IOException e) {
            throw invalidSchema(directory + " is not a directory that can be read");
        }
    }

    private static @Nullable String configured(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : null;
        } catch (IOException e) {
            throw invalidSchema(file + " cannot be read as UTF-8");
        }
    }

    private static IllegalArgumentException invalidSchema(String error) {
        return new IllegalArgumentException("doorway.action-schemas: " + error);
    }

    private static @Nullable String builtIn(String type) {
        try (InputStream schema = ActionTypes.class.getResourceAsStream(type + ".json")) {
            return schema == null ? null : new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The types that {@code authorization_details} may have, sorted. */
    public List<String> detailTypes() {
        return schemas.keySet().stream().sorted().toList();
    }

    /** Whether an action requires a passkey and a pushed request. */
    public boolean isHighRisk(Action action) {
        return highRisk.contains(action.type());
    }

    /** The action of a request, or why the request is refused. */
    public sealed interface ActionDecision {
        record Accepted(Action action) implements ActionDecision {}

        /** @param error for the client */
        record Refused(ErrorObject error) implements ActionDecision {}
    }

    /** Reads the action of a request. */
    public ActionDecision read(RequestParameters parameters) {
        Optional<String> type = parameters.single("action");
        Optional<String> message = parameters.single("action_message");
        if (type.isPresent() && !types.contains(type.get())) {
            return invalid("The action is not supported; supported are " + String.join(", ", sorted(types)));
        }
        if (message.isPresent() && !DisplayText.isPlain(message.get(), Action.MAX_MESSAGE)) {
            return invalid("action_message must be plain text of at most " + Action.MAX_MESSAGE + " characters");
        }
        Optional<String> details = parameters.single("authorization_details");
        if (details.isEmpty()) {
            return new ActionDecision.Accepted(new Action(type.orElse(LOGIN), message.orElse(null)));
        }
        return detailed(details.get(), type, message.orElse(null));
    }

    private ActionDecision detailed(String json, Optional<String> type, @Nullable String message) {
        if (json.length() > MAX_DETAILS) {
            return invalidDetails("longer than " + MAX_DETAILS + " characters");
        }
        JsonNode array;
        try {
            array = ActionSchema.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return invalidDetails("not JSON, or with a member that is given twice");
        }
        if (!array.isArray() || array.size() != 1 || !array.get(0).isObject()) {
            return invalidDetails("not an array of exactly one object");
        }
        JsonNode object = array.get(0);
        String detailType = object.path("type").asText();
        ActionSchema schema = schemas.get(detailType);
        if (schema == null) {
            return invalidDetails("the type is not supported; supported are " + String.join(", ", detailTypes()));
        }
        if (type.isPresent() && !type.get().equals(detailType)) {
            return invalidDetails("the type is not that of the parameter action");
        }
        Optional<String> error = schema.error(object);
        return error.isPresent()
                ? invalidDetails(error.get())
                : new ActionDecision.Accepted(new Action(detailType, message, schema.details(object)));
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private static ActionDecision invalid(String description) {
        return new ActionDecision.Refused(OAuth2Error.INVALID_REQUEST.setDescription(description));
    }

    /** RFC 9396 section 5. */
    private static ActionDecision invalidDetails(String error) {
        return new ActionDecision.Refused(
                new ErrorObject("invalid_authorization_details", description("authorization_details: " + error), 400));
    }

    /** Replaces the characters that an error description must not contain (RFC 6749 section 5.2). */
    private static String description(String text) {
        return text.replace('"', '\'').replace('\\', '/').replaceAll("[^ -~]", "?");
    }
}
