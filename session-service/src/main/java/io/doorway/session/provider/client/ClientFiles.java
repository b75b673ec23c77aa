package io.doorway.session.provider.client;

import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.provider.client.ClientFile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
     * @param files the YAML of each, by its name
     * @param capabilities of the provider that the clients are for
     * @throws InvalidClientsException with every mistake of every file
     */
    static Map<ClientId, RegisteredClient> parse(Map<String, String> files, ProviderCapabilities capabilities) {
        Mistakes mistakes = new Mistakes();
        List<Entry> entries = new ArrayList<>();
        files.forEach(
                (name, yaml) -> mistakes.collect(() -> entries.addAll(ClientFile.read(name, yaml, mistakes)), false));
        Set<String> names = new HashSet<>();
        ConfusableClients confusables = new ConfusableClients();
        for (Entry entry : entries) {
            if (entry.isNamed() && !names.add(entry.name())) {
                mistakes.add(InvalidClientsException.of(entry.name(), "client_id", "registered twice"));
            }
            confusables.add(entry.name(), entry.client(), mistakes);
            capabilities.check(entry.name(), entry.client(), mistakes);
        }
        mistakes.throwIfAny();
        return entries.stream()
                .map(Entry::client)
                .collect(Collectors.toUnmodifiableMap(RegisteredClient::id, client -> client));
    }
}
