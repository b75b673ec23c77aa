package io.doorway.session.provider.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    /** Before the number of an entry without {@code client_id}, which none can contain. */
    private static final String UNNAMED = "#";

    private ClientFile() {}

    /**
     * An entry of a file.
     *
     * @param name as in {@link Mistake}
     * @param client with a default in place of each value that is invalid
     */
    record Entry(String name, RegisteredClient client) {
        /** Whether the entry has a {@code client_id}, valid or not. */
        boolean isNamed() {
            return !name.startsWith(UNNAMED);
        }
    }

    /**
     * The entries in the order of the file, those with mistakes too.
     *
     * @param name of the file
     * @param mistakes gets every mistake of every entry
     * @throws InvalidClientsException if the file is no list
     */
    static List<Entry> read(String name, String yaml, Mistakes mistakes) {
        List<Entry> read = new ArrayList<>();
        int number = 0;
        for (JsonNode entry : entries(name, yaml)) {
            number++;
            String id = entry.path("client_id").asText();
            String client = id.isEmpty() ? UNNAMED + number : id;
            if (entry instanceof ObjectNode registration) {
                ClientRegistration properties = RegistrationReader.read(registration, client, mistakes);
                read.add(new Entry(client, ClientRules.validate(properties, client, mistakes)));
            } else {
                mistakes.addUnreadable(new Mistake(client, "record", "expected properties, such as client_id"));
            }
        }
        return read;
    }

    /** The entries of a file without an error, by their client. */
    static Map<ClientId, JsonNode> registrations(String name, String yaml) {
        return StreamSupport.stream(entries(name, yaml).spliterator(), false)
                .collect(Collectors.toMap(
                        entry -> new ClientId(entry.path("client_id").asText()), entry -> entry));
    }

    private static JsonNode entries(String name, String yaml) {
        try {
            JsonNode root = MAPPER.readTree(yaml);
            if (root.isMissingNode() || root.isNull()) {
                return MAPPER.createArrayNode();
            }
            if (!root.isArray()) {
                throw new InvalidClientsException(name + ": expected a list of clients");
            }
            return root;
        } catch (JsonProcessingException e) {
            boolean twice = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field");
            throw new InvalidClientsException(name + (twice ? " has a property twice" : " is not YAML") + lineOf(e));
        }
    }

    private static String lineOf(JsonProcessingException e) {
        return e.getLocation() == null ? "" : ": line " + e.getLocation().getLineNr();
    }
}
