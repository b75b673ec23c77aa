package io.doorway.session.provider.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.doorway.protocol.vocabulary.ClientId;
import java.util.List;
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
            "dpop_bound_access_tokens",
            "userinfo_signed_response_alg");

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private ClientFile() {}

    /**
     * The clients in the order of the file.
     *
     * @throws InvalidClientsException if the file has an error
     */
    static List<RegisteredClient> parse(String yaml) {
        return StreamSupport.stream(entries(yaml).spliterator(), false)
                .map(ClientFile::registration)
                .map(ClientRules::apply)
                .toList();
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

    private static ClientRegistration registration(JsonNode node) {
        String client = node.path("client_id").asText("?");
        try {
            return MAPPER.treeToValue(node, ClientRegistration.class);
        } catch (UnrecognizedPropertyException e) {
            boolean standard = NOT_SUPPORTED.contains(e.getPropertyName());
            throw InvalidClientsException.of(
                    client, path(e), standard ? "is not supported by this version of Doorway" : "unknown property");
        } catch (JsonMappingException e) {
            throw InvalidClientsException.of(client, path(e), "wrong type");
        } catch (JsonProcessingException e) {
            throw InvalidClientsException.of(client, "record", "not readable");
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

    /** The clients' file has an error. The message is one line that names the client and the property, without its value. */
    static final class InvalidClientsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidClientsException(String message) {
            super(message);
        }

        static InvalidClientsException of(ClientId client, String property, String error) {
            return of(client.value(), property, error);
        }

        /** For an entry whose {@code client_id} may be invalid. */
        static InvalidClientsException of(String client, String property, String error) {
            return new InvalidClientsException("client '" + client + "': " + property + ": " + error);
        }
    }
}
