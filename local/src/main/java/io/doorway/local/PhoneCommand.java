package io.doorway.local;

import static java.util.Objects.requireNonNull;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneApiClient;
import io.doorway.clients.phone.PhoneIdentity;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import io.doorway.clients.phone.QrImage;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.vocabulary.AccountId;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
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
        description = "A phone on the command line, for scripts and for development without a phone.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class PhoneCommand {

    /** The problems of a message whose device Doorway does not know, or does not know any more. */
    private static final Set<String> UNKNOWN_PHONE = Set.of("invalid-message", "credential-not-active");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The file with the phone's key (default: .doorway/phone.json).")
    private @Nullable Path keys;

    @Option(
            names = "--authority",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The certificate authority to trust (PEM): that of the platform in containers, for example.")
    private @Nullable Path authority;

    @Command(
            name = "enrol",
            description = "Creates a key and enrols it with a one-time link.",
            mixinStandardHelpOptions = true)
    int enrol(
            @Parameters(
                            paramLabel = "LINK",
                            description = "The enrolment link that ./doorway up prints: ISSUER/app/enrol#CODE.")
                    String link,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            defaultValue = "Command line",
                            description = "The phone's name in the list of devices (default: ${DEFAULT-VALUE}).")
                    String name,
            @Option(
                            names = "--answer",
                            paramLabel = "ANSWER",
                            description = "The answer of the invitation, if it has one.")
                    @Nullable
                    String answer)
            throws IOException {
        if (!link.contains("/app/enrol#")) {
            throw new LocalPlatformException("not an enrolment link: " + link);
        }
        trustAuthority();
        store(HeadlessPhone.enrol(link, name, answer));
        return 0;
    }

    private void store(HeadlessPhone phone) throws IOException {
        Files.createDirectories(keyFile().toAbsolutePath().getParent());
        phone.identity().save(keyFile());
        out().printf("enrolled for %s; key in %s%n", phone.identity().account(), keyFile());
    }

    /** The person's decision. */
    static final class Decision {

        @Option(names = "--approve", required = true, description = "Approves the login.")
        private boolean approve;

        @Option(names = "--reject", required = true, description = "Rejects the login as \"not me\".")
        private boolean reject;
    }

    @Command(
            name = "scan",
            description = "Scans a QR code and prints the login's details; then approves or rejects it, if requested.",
            mixinStandardHelpOptions = true)
    int scan(
            @Parameters(
                            paramLabel = "IMAGE|LINK",
                            description =
                                    "An image file with the QR code, or the link in the code, which is opened as a"
                                            + " link.")
                    String code,
            @ArgGroup(exclusive = true) @Nullable Decision decision)
            throws IOException {
        HeadlessPhone phone = enrolled();
        ScannedLogin login = isImage(code) ? scanImage(phone, linkIn(Path.of(code))) : phone.open(code);
        show(login.details());
        if (decision == null) {
            out().println("scanned; deadline for the decision: " + login.decideBy());
        } else if (decision.approve) {
            showConfirmation(phone.approve(login));
        } else {
            out().println(phone.reject(login, "not_me").text("state"));
        }
        return 0;
    }

    /**
     * Scans the code of an image. If it is too old, because the image was saved and this program was started meanwhile, and a login page of
     * the local platform still shows that login, the code that it shows now is opened instead.
     */
    private static ScannedLogin scanImage(HeadlessPhone phone, String link) {
        try {
            return phone.scan(link);
        } catch (PhoneRefusedException refused) {
            if (!refused.response().problem().equals("stale-frame")) {
                throw refused;
            }
            return phone.open(shownNow(link).orElseThrow(() -> refused));
        }
    }

    private static Optional<String> shownNow(String link) {
        return QrFrame.parse(link.substring(link.lastIndexOf('/') + 1))
                .flatMap(frame -> RunningPlatform.running().flatMap(platform -> shownNow(platform, frame)));
    }

    private static Optional<String> shownNow(RunningPlatform platform, QrFrame frame) {
        try (ShownCodes codes = new ShownCodes(platform, InstantSource.system())) {
            return codes.of(frame.challengeId());
        }
    }

    @Command(
            name = "watch",
            description = "Waits for a login page of the running local platform, shows who asks, and approves with y."
                    + " Without a phone's key, enrols a phone for the demo account first.",
            mixinStandardHelpOptions = true)
    int watch(
            @Option(
                            names = "--timeout",
                            paramLabel = "SECONDS",
                            defaultValue = "300",
                            description = "How long to wait for a login page (default: ${DEFAULT-VALUE}).")
                    int timeout,
            @Option(
                            names = "--repeat",
                            description = "Goes on with the next login page, until the input ends or none is opened.")
                    boolean repeat)
            throws IOException {
        RunningPlatform platform = RunningPlatform.find();
        if (!Files.exists(keyFile())) {
            store(HeadlessPhone.enrol(platform.enrolmentLink(new AccountId(DemoData.ACCOUNT)), "Command line"));
        }
        HeadlessPhone phone = enrolled();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        try (ShownCodes codes = new ShownCodes(platform, InstantSource.system())) {
            PhoneWatch watch = new PhoneWatch(codes, platform.bank(), in, out());
            boolean more;
            do {
                String link = watch.await(Duration.ofSeconds(timeout));
                more = repeat ? answerOrReport(watch, phone, link) : answer(watch, phone, link);
            } while (repeat && more);
        }
        return 0;
    }

    /** A login that cannot be answered does not end a watch that goes on with the next one. */
    private boolean answerOrReport(PhoneWatch watch, HeadlessPhone phone, String link) throws IOException {
        try {
            return answer(watch, phone, link);
        } catch (PhoneRefusedException refused) {
            watch.refused(link);
            out().println("not answered: " + refused.getMessage());
            out().flush();
            return true;
        }
    }

    /** Whether there was an answer; false if the input has ended. */
    private boolean answer(PhoneWatch watch, HeadlessPhone phone, String link) throws IOException {
        ScannedLogin login = open(phone, link);
        show(login.details());
        PhoneWatch.Answer answer = watch.decide(phone, login);
        answer.approval().ifPresentOrElse(this::showConfirmation, () -> out().println("rejected"));
        out().flush();
        return !answer.endOfInput();
    }

    @Command(
            name = "requests",
            description =
                    "Lists the requests of relying parties that began without a browser (CIBA) and wait for the account;"
                            + " then opens the newest one and approves or rejects it, if requested. A rejection here is"
                            + " not \"not me\", which would keep the relying party from asking again for an hour.",
            mixinStandardHelpOptions = true)
    int requests(@ArgGroup(exclusive = true) @Nullable Decision decision) throws IOException {
        HeadlessPhone phone = enrolled();
        List<Map<String, Object>> requests = phone.requests();
        if (requests.isEmpty()) {
            out().println("no request waits");
            return 0;
        }
        if (decision == null) {
            requests.forEach(request -> {
                show(request);
                out().println();
            });
            return 0;
        }
        Map<String, Object> newest = Collections.max(
                requests, Comparator.comparing(request -> Instant.parse(String.valueOf(request.get("created_at")))));
        ScannedLogin login = phone.openRequest(String.valueOf(newest.get("challenge_id")));
        show(login.details());
        if (decision.approve) {
            showConfirmation(phone.approve(login));
        } else {
            out().println(phone.reject(login, "changed_mind").text("state"));
        }
        return 0;
    }

    /** The data of an earlier platform is gone with it, unless it was kept, and the phones that were enrolled there too. */
    private ScannedLogin open(HeadlessPhone phone, String link) {
        try {
            return phone.open(link);
        } catch (PhoneRefusedException refused) {
            if (!UNKNOWN_PHONE.contains(refused.response().problem())) {
                throw refused;
            }
            throw new LocalPlatformException(
                    "the phone in %s is not enrolled on the running platform: remove that file, or enrol with ./doorway phone enrol LINK"
                            .formatted(keyFile()),
                    refused);
        }
    }

    /** Whether the text is the name of a file; otherwise it is a link. */
    static boolean isImage(String fileOrLink) {
        return !fileOrLink.contains("://") && Files.isRegularFile(Path.of(fileOrLink));
    }

    /** The link in the QR code of an image. */
    static String linkIn(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new LocalPlatformException("not an image: " + file);
        }
        return QrImage.decode(image).orElseThrow(() -> new LocalPlatformException("no readable QR code in " + file));
    }

    private void showConfirmation(PhoneResponse approved) {
        out().println(approved.text("state"));
        if (approved.code() != null) {
            out().println("confirmation code for the browser: " + approved.code());
        }
        if (approved.returnTo() != null) {
            out().println("to continue, open this link in the same browser: " + approved.returnTo());
        }
    }

    private HeadlessPhone enrolled() throws IOException {
        if (!Files.exists(keyFile())) {
            throw new LocalPlatformException(
                    "no phone in %s: enrol one with ./doorway phone enrol LINK".formatted(keyFile()));
        }
        trustAuthority();
        PhoneIdentity identity = PhoneIdentity.load(keyFile());
        return new HeadlessPhone(identity, new PhoneApiClient(identity.issuer()));
    }

    private void trustAuthority() {
        if (authority != null) {
            RunningPlatform.trustAuthority(authority);
        }
    }

    private Path keyFile() {
        return keys == null ? ProjectDirectory.cache(ProjectDirectory.find()).resolve("phone.json") : keys;
    }

    private void show(Map<String, Object> transcript) {
        transcript.forEach((name, value) -> out().printf("  %-13s %s%n", name, value));
    }

    private PrintWriter out() {
        return requireNonNull(spec, "picocli injects it").commandLine().getOut();
    }
}
