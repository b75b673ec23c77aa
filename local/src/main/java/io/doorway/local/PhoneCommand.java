package io.doorway.local;

import static java.util.Objects.requireNonNull;

import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneIdentity;
import io.doorway.testkit.phone.PhoneLine;
import io.doorway.testkit.phone.ScannedLogin;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
        name = "phone",
        description = "A phone on the command line, for those who have no camera at hand: scripts and developers.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class PhoneCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Where the phone keeps its key (default: .doorway/phone.json).")
    private @Nullable Path keys;

    @Command(
            name = "enrol",
            description = "Makes a key and enrols it with a one-time link.",
            mixinStandardHelpOptions = true)
    int enrol(
            @Parameters(paramLabel = "LINK", description = "As ./doorway up prints it: ISSUER/app/enrol#CODE.")
                    String link,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            defaultValue = "Command line",
                            description = "What the phone is called in the account's list.")
                    String name)
            throws IOException {
        if (!link.contains("/app/enrol#")) {
            throw new LocalPlatformException("not an enrolment link: " + link);
        }
        PhoneIdentity identity = HeadlessPhone.enrol(link, name).identity();
        Files.createDirectories(keyFile().toAbsolutePath().getParent());
        identity.save(keyFile());
        out().printf("enrolled for %s; key in %s%n", identity.account(), keyFile());
        return 0;
    }

    /** What the person decides: one thing or the other. */
    static final class Decision {

        @Option(names = "--approve", required = true, description = "Approve what is asked.")
        private boolean approve;

        @Option(names = "--reject", required = true, description = "Reject it: \"this was not me\".")
        private boolean reject;
    }

    @Command(
            name = "scan",
            description = "Scans a QR code and shows who asks for what; then decides, if told how.",
            mixinStandardHelpOptions = true)
    int scan(
            @Parameters(paramLabel = "IMAGE|LINK", description = "A picture with the QR code, or what the code says.")
                    String code,
            @ArgGroup(exclusive = true) @Nullable Decision decision)
            throws IOException {
        HeadlessPhone phone = enrolled();
        ScannedLogin login = phone.scan(QrPicture.linkOf(code));
        show(login.details());
        if (decision == null) {
            out().println("scanned; decide by " + login.decideBy());
        } else if (decision.approve) {
            showHandover(phone.approve(login));
        } else {
            out().println(phone.reject(login, "not_me").text("state"));
        }
        return 0;
    }

    private void showHandover(PhoneAnswer approved) {
        out().println(approved.text("state"));
        if (approved.code() != null) {
            out().println("type this code into the browser: " + approved.code());
        }
        if (approved.returnTo() != null) {
            out().println("open this in the browser that began: " + approved.returnTo());
        }
    }

    private HeadlessPhone enrolled() throws IOException {
        if (!Files.exists(keyFile())) {
            throw new LocalPlatformException(
                    "no phone in %s: enrol one with ./doorway phone enrol LINK".formatted(keyFile()));
        }
        PhoneIdentity identity = PhoneIdentity.load(keyFile());
        return new HeadlessPhone(identity, new PhoneLine(identity.issuer()));
    }

    private Path keyFile() {
        return keys == null ? Home.cache(Home.find()).resolve("phone.json") : keys;
    }

    private void show(Map<String, Object> transcript) {
        transcript.forEach((name, value) -> out().printf("  %-13s %s%n", name, value));
    }

    private PrintWriter out() {
        return requireNonNull(spec, "picocli has set it").commandLine().getOut();
    }
}
