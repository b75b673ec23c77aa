package io.doorway.session.provider.client;

import io.doorway.protocol.vocabulary.ClientId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the clients' files, and validates what concerns several clients. */
final class ClientFiles {

    private ClientFiles() {}

    /** @throws InvalidClientsException if the file cannot be read */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidClientsException(file + " cannot be read");
        }
    }

    /**
     * The clients of all files.
     *
     * @param capabilities of the provider that the clients are for
     * @throws InvalidClientsException with every mistake of every file
     */
    static Map<ClientId, RegisteredClient> parse(List<String> yaml, ProviderCapabilities capabilities) {
        Mistakes mistakes = new Mistakes();
        List<RegisteredClient> registered = new ArrayList<>();
        yaml.forEach(file -> registered.addAll(mistakes.collect(() -> ClientFile.parse(file), List.of())));
        Map<ClientId, RegisteredClient> clients = new HashMap<>();
        ConfusableClients confusables = new ConfusableClients();
        for (RegisteredClient client : registered) {
            if (clients.put(client.id(), client) != null) {
                mistakes.add(InvalidClientsException.of(client.id(), "client_id", "registered twice"));
            }
            mistakes.collect(() -> confusables.add(client));
            capabilities.check(client, mistakes);
        }
        mistakes.throwIfAny();
        return Map.copyOf(clients);
    }
}
