package io.doorway.session.provider.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.doorway.protocol.vocabulary.ClientId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads one YAML file of registered clients. */
final class ClientFile {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
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
                    ClientRegistration registration = RegistrationReader.read(entry, mistakes);
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

    private static String lineOf(JsonProcessingException e) {
        return e.getLocation() == null ? "" : ": line " + e.getLocation().getLineNr();
    }
}
