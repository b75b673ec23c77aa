package io.doorway.local;

import static java.util.Objects.requireNonNull;

import io.doorway.testkit.phone.PhoneRefusedException;
import io.doorway.testkit.servers.AtExit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands of {@code ./doorway} that work on a local platform; the launcher itself knows how to build and test. */
@Command(
        name = "doorway",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {UpCommand.class, PhoneCommand.class})
public final class Doorway {

    @Spec
    private @Nullable CommandSpec spec;

    private Doorway() {}

    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    /** The roles that Doorway knows, spelled as in a token. */
    enum Role {
        enrolment,
        security
    }

    @Command(
            name = "token",
            description = "Prints an operator's JWT for the running local platform, good for an hour.",
            mixinStandardHelpOptions = true)
    int token(@Parameters(paramLabel = "ROLE", description = "One of: ${COMPLETION-CANDIDATES}.") Role role) {
        String token = RunningPlatform.find().operatorToken(role.name());
        requireNonNull(spec, "picocli has set it").commandLine().getOut().println(token);
        return 0;
    }

    /** @return the exit status: 0, 1 where something failed, 2 where the command was not understood */
    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Doorway())
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
    }

    /** One line for what may happen to anyone; everything for a mistake of ours. */
    private static int explain(Exception failure, CommandLine command) throws Exception {
        if (AtExit.ending()) {
            return 0;
        }
        if (failure instanceof LocalPlatformException || failure instanceof PhoneRefusedException) {
            command.getErr().println("doorway: " + failure.getMessage());
            return 1;
        }
        throw failure;
    }
}
