package io.doorway.session.provider.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.client.ClientRegistration.Extensions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads one YAML file of registered clients. */
final class ClientFile {
    /** Properties of RFC 7591 and of OpenID Connect that this version does not support. */
    private static final Set<String> NOT_SUPPORTED = Set.of(
            "post_logout_redirect_uris",
            "backchannel_logout_uri",
            "backchannel_logout_session_required",
            "frontchannel_logout_uri",
            "sector_identifier_uri",
            "default_max_age",
            "require_auth_time",
            "dpop_bound_access_tokens");

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private ClientFile() {}

    /**
     * The clients in the order of the file.
     *
     * @throws InvalidClientsException with every mistake of every client
     */
    static List<RegisteredClient> parse(String yaml) {
        List<RegisteredClient> clients = new ArrayList<>();
        Mistakes mistakes = new Mistakes();
        entries(yaml)
                .forEach(entry -> mistakes.collect(() -> {
                    ClientRegistration registration = registration(entry, mistakes);
                    clients.add(ClientRules.apply(registration));
                }));
        mistakes.throwIfAny();
        return List.copyOf(clients);
    }

    /** The entries of a file without an error, by their client. */
    static Map<ClientId, JsonNode> registrations(String yaml) {
        return StreamSupport.stream(entries(yaml).spliterator(), false)
                .collect(Collectors.toMap(
                        entry -> new ClientId(entry.path("client_id").asText()), entry -> entry));
    }

    private static JsonNode entries(String yaml) {
        try {
            JsonNode root = MAPPER.readTree(yaml);
            if (root.isMissingNode() || root.isNull()) {
                return MAPPER.createArrayNode();
            }
            if (!root.isArray()) {
                throw new InvalidClientsException("the clients' file: expected a list of clients");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new InvalidClientsException("the clients' file is not YAML" + lineOf(e));
        }
    }

    /** @param mistakes gets the properties that are unknown; the others are validated nevertheless */
    private static ClientRegistration registration(JsonNode node, Mistakes mistakes) {
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
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "record" : path;
    }

    private static String lineOf(JsonProcessingException e) {
        return e.getLocation() == null ? "" : ": line " + e.getLocation().getLineNr();
    }
}
