package io.doorway.session.provider.client;

import io.doorway.protocol.vocabulary.ClientId;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        Mistakes unreadable = new Mistakes();
        Map<String, String> files = new LinkedHashMap<>();
        args.forEach(file -> unreadable.collect(() -> {
            files.put(file, ClientFiles.read(Path.of(file)));
        }));
        unreadable.found().forEach(err::println);
        try {
            Map<ClientId, RegisteredClient> clients = ClientFiles.parse(files, ProviderCapabilities.ALL);
            if (!unreadable.found().isEmpty()) {
                return INVALID;
            }
            out.println(clients.size() + (clients.size() == 1 ? " client" : " clients") + ", no mistakes");
            return 0;
        } catch (InvalidClientsException e) {
            e.mistakes().forEach(err::println);
            return INVALID;
        }
    }
}
