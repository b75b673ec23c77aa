package io.doorway.session.provider.client;

import io.doorway.protocol.vocabulary.ClientId;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ./doorway clients check FILE...}: validates clients' files as session-service does at its start, without starting it. Prints every
 * mistake on a line of its own.
 */
public final class CheckClientsCommand {
    private static final int INVALID = 1;
    private static final int USAGE = 2;

    private CheckClientsCommand() {}

    /** @param args the files */
    public static void main(String... args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    static int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.isEmpty() || args.stream().anyMatch(argument -> argument.startsWith("-"))) {
            err.println("usage: ./doorway clients check FILE...");
            return USAGE;
        }
        List<String> readable = args.stream()
                .map(Path::of)
                .flatMap(file -> read(file, err).stream())
                .toList();
        try {
            Map<ClientId, RegisteredClient> clients = ClientFiles.parse(readable, ProviderCapabilities.ALL);
            if (readable.size() < args.size()) {
                return INVALID;
            }
            out.println(clients.size() + (clients.size() == 1 ? " client" : " clients") + ", no mistakes");
            return 0;
        } catch (InvalidClientsException e) {
            e.mistakes().forEach(err::println);
            return INVALID;
        }
    }

    /** The text of a file. Empty, with a line that names the file, if it is no list of clients: the others are checked nevertheless. */
    private static Optional<String> read(Path file, PrintStream err) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            err.println(file + " cannot be read");
            return Optional.empty();
        }
        try {
            String yaml = ClientFiles.read(file);
            ClientFile.read(yaml, new Mistakes());
            return Optional.of(yaml);
        } catch (InvalidClientsException e) {
            e.mistakes().forEach(mistake -> err.println(file + ": " + mistake));
            return Optional.empty();
        }
    }
}
