package io.doorway.local;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.clients.file.PrivateFiles;
import io.doorway.clients.operator.OperatorClient;
import io.doorway.clients.operator.OperatorTokens;
import io.doorway.local.Platform.Parts;
import io.doorway.protocol.vocabulary.AccountId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The descriptor of a running platform: a file with which other commands find it.
 *
 * @param pid the process that started it, which contains the gateway
 * @param issuer the public origin
 * @param gateway the address of the gateway on this machine
 * @param bank the address of the demo bank
 * @param authority the file of the certificate authority (PEM) that has certified the gateway; null without TLS
 * @param data the data directory
 * @param optimized whether its programs use both compilers of the JVM ({@code --optimize})
 * @param processes the process id of each part, by name
 * @param addresses {@code host:port} of each part, by name
 */
public record RunningPlatform(
        long pid,
        String issuer,
        String gateway,
        String bank,
        @Nullable String authority,
        String data,
        boolean optimized,
        Map<String, Long> processes,
        Map<String, String> addresses) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE_NAME = "platform.json";

    /** The descriptor file in a data directory. */
    static Path descriptorIn(Path data) {
        return data.resolve(FILE_NAME);
    }

    /** The descriptor file of the platform that {@code ./doorway up} started. */
    static Path descriptorOfUp(Path home) {
        return ProjectDirectory.cache(home).resolve("run").resolve(FILE_NAME);
    }

    /**
     * The platform that {@code ./doorway up} started.
     *
     * @throws LocalPlatformException if none is running
     */
    public static RunningPlatform find() {
        return running()
                .orElseThrow(
                        () -> new LocalPlatformException("no local platform is running: start one with ./doorway up"));
    }

    /** The platform that {@code ./doorway up} started; empty if none is running. */
    static Optional<RunningPlatform> running() {
        return read(descriptorOfUp(ProjectDirectory.find()));
    }

    /** The platform of this descriptor; empty if its process has ended, since a killed platform leaves its descriptor. */
    static Optional<RunningPlatform> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            RunningPlatform platform = JSON.readValue(Files.readString(file), RunningPlatform.class);
            return Optional.of(platform)
                    .filter(running -> ProcessHandle.of(running.pid()).isPresent());
        } catch (IOException e) {
            throw new LocalPlatformException("not readable: " + file, e);
        }
    }

    /** Makes this program trust the gateway of the running platform, if there is one with a certificate authority of its own. */
    public static void trustAuthority() {
        running().map(RunningPlatform::authority).map(Path::of).ifPresent(LocalCertificates::trust);
    }

    /**
     * Makes this program trust an authority, and no other.
     *
     * @param authority the file of its certificate (PEM)
     */
    public static void trustAuthority(Path authority) {
        LocalCertificates.trust(authority);
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            PrivateFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A token of this platform's operator.
     *
     * @param role {@code enrolment} or {@code security}
     */
    public String operatorToken(String role) {
        return operatorTokens().token(role);
    }

    /** Issues tokens of this platform's operator. */
    public OperatorTokens operatorTokens() {
        return new OperatorTokens(issuer, keys().operatorKey());
    }

    /**
     * A one-time link that enrols a phone for the account, which is created if it does not exist.
     *
     * @throws LocalPlatformException if the platform does not answer, or refuses, or the account has as many devices as it may have
     */
    public String enrolmentLink(AccountId account) {
        String approval = requireNonNull(addresses.get(Parts.APPROVAL), Parts.APPROVAL);
        OperatorClient operator = new OperatorClient(
                HttpClient.newHttpClient(), URI.create("http://" + approval), operatorToken("enrolment"));
        try {
            String link = DemoData.enrolmentLink(operator, account);
            if (DemoData.isFull(operator, account)) {
                throw new LocalPlatformException(
                        "%s has %d devices, as many as an account may have: remove one in the app, or enrol for another account with ./doorway link NAME"
                                .formatted(account, DemoData.MAX_DEVICES));
            }
            return link;
        } catch (UncheckedIOException e) {
            throw new LocalPlatformException("the local platform does not answer: " + approval, e);
        } catch (IllegalStateException e) {
            throw new LocalPlatformException("no enrolment link for %s: %s".formatted(account, e.getMessage()), e);
        }
    }

    /** The client secret of this platform's demo bank. */
    public String bankSecret() {
        return keys().bankSecret();
    }

    private PlatformKeys keys() {
        return PlatformKeys.in(Path.of(data));
    }
}
