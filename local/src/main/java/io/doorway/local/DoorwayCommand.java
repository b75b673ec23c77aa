package io.doorway.local;

import static java.util.Objects.requireNonNull;

import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.servers.ShutdownTasks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands of {@code ./doorway} for a local platform. The launcher script itself builds and tests. */
@Command(
        name = "doorway",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {UpCommand.class, PhoneCommand.class, DoctorCommand.class, RecordStartCommand.class})
public final class DoorwayCommand {

    /** The width of help texts, in characters. */
    public static final int HELP_WIDTH = 100;

    @Spec
    private @Nullable CommandSpec spec;

    private DoorwayCommand() {}

    public static void main(String... arguments) {
        RunningPlatform.trustAuthority();
        System.exit(run(arguments));
    }

    /** The roles of operators, spelled as in a token. */
    enum Role {
        enrolment,
        security,
        registration
    }

    @Command(
            name = "token",
            description = "Prints an operator's JWT for the running local platform. It is valid for one hour.",
            mixinStandardHelpOptions = true)
    int token(@Parameters(paramLabel = "ROLE", description = "One of: ${COMPLETION-CANDIDATES}.") Role role) {
        String token = RunningPlatform.find().operatorToken(role.name());
        print(token);
        return 0;
    }

    @Command(
            name = "link",
            description = "Prints a link that enrols a phone on the running local platform, once, within ten minutes.",
            mixinStandardHelpOptions = true)
    int link(
            @Parameters(
                            paramLabel = "ACCOUNT",
                            defaultValue = DemoData.ACCOUNT,
                            description =
                                    "The account; it is created if it does not exist (default: ${DEFAULT-VALUE}).")
                    String account) {
        AccountId id = AccountId.parse(account)
                .orElseThrow(() -> new LocalPlatformException(
                        "not an account: '%s' (expected: 1 to 200 letters, digits or . _ @ + -)".formatted(account)));
        print(RunningPlatform.find().enrolmentLink(id));
        return 0;
    }

    private void print(String line) {
        requireNonNull(spec, "picocli injects it").commandLine().getOut().println(line);
    }

    /** Returns the exit status: 0 for success, 1 for a failure, 2 for an invalid command line. */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new DoorwayCommand())
                .setUsageHelpWidth(HELP_WIDTH)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
    }

    /** Prints one line for an expected failure. Any other exception is a defect, and picocli prints its stack trace. */
    private static int report(Exception failure, CommandLine command) throws Exception {
        if (ShutdownTasks.isShuttingDown()) {
            return 0;
        }
        if (failure instanceof LocalPlatformException || failure instanceof PhoneRefusedException) {
            command.getErr().println("doorway: " + failure.getMessage());
            return 1;
        }
        throw failure;
    }
}
