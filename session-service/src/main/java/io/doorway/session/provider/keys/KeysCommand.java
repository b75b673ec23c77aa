package io.doorway.session.provider.keys;

import com.nimbusds.jose.jwk.JWKSet;
import io.quarkus.runtime.configuration.DurationConverter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** {@code ./doorway keys rotate|list FILE}: adds new keys to the JWK set that signs ID tokens, or prints what each key does now. */
public final class KeysCommand {
    private static final int INVALID = 1;
    private static final int USAGE = 2;

    private static final String HELP = """
            usage: ./doorway keys rotate FILE [--begin 1h] [--keep 24h] [--older-than 90d]
                   ./doorway keys list FILE

            rotate adds a new key for ES256, RS256 and PS256 to the JWK set, which the running services read within seconds. If the
            file does not exist, it is created, and its keys sign at once.
              --begin        until the new keys begin to sign; meanwhile they are published only (at least 10m)
              --keep         how long a replaced key is still published
              --older-than   only keys that began longer ago are replaced, so that a schedule can run the command every day""";

    /** The keys' copy at a relying party is valid for five minutes, and the services read the file every two seconds. */
    private static final Duration MIN_LEAD = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final PrintStream out;
    private final PrintStream err;

    KeysCommand(InstantSource clock, PrintStream out, PrintStream err) {
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    public static void main(String... args) {
        System.exit(new KeysCommand(InstantSource.system(), System.out, System.err).run(List.of(args)));
    }

    int run(List<String> args) {
        Deque<String> rest = new ArrayDeque<>(args);
        try {
            return switch (Optional.ofNullable(rest.poll()).orElse("")) {
                case "rotate" -> rotate(file(rest), rotation(rest));
                case "list" -> list(file(rest), rest);
                default -> usage();
            };
        } catch (UsageException e) {
            return usage();
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return INVALID;
        }
    }

    private int usage() {
        err.println(HELP);
        return USAGE;
    }

    private int rotate(Path file, SigningKeyRotation rotation) {
        if (rotation.lead().compareTo(MIN_LEAD) < 0) {
            throw new IllegalArgumentException(
                    "--begin: expected at least 10m, because relying parties keep a copy of the keys");
        }
        Instant now = now();
        JWKSet keys = Files.exists(file) ? read(file) : new JWKSet();
        JWKSet rotated = rotation.apply(keys, now);
        if (rotated.equals(keys)) {
            out.println("no key is older: nothing was changed");
        } else {
            SigningKeySet.of(rotated, now);
            write(file, rotated.toString(false));
        }
        return print(rotated, now);
    }

    private int list(Path file, Deque<String> rest) {
        if (!rest.isEmpty()) {
            throw new UsageException();
        }
        return print(read(file), now());
    }

    private int print(JWKSet set, Instant now) {
        SigningKeySet keys = SigningKeySet.of(set, now);
        keys.published(now).stream()
                .sorted(Comparator.comparing((SigningKey key) -> key.algorithm().getName())
                        .thenComparing(SigningKey::from))
                .forEach(key -> out.printf(
                        "%s  %s  %s%n", key.algorithm(), key.publicKey().getKeyID(), use(key, keys, now)));
        return 0;
    }

    private static String use(SigningKey key, SigningKeySet keys, Instant now) {
        if (key.from().isAfter(now)) {
            return "begins to sign at " + key.from();
        }
        String end = key.until() == null ? "" : ", published until " + key.until();
        return keys.current(key.algorithm(), now).filter(key::equals).isPresent() ? "signs" + end : "replaced" + end;
    }

    private static JWKSet read(Path file) {
        byte[] content = SigningKeyFile.read(file);
        if (!SigningKeyFile.isJson(content)) {
            throw new IllegalArgumentException(
                    file
                            + " is not a JWK set: add the keys of a PKCS#12 store with keytool, with a certificate that begins later");
        }
        return SigningKeyFile.parse(content, Optional.empty());
    }

    /** A service that reads meanwhile sees the old content or the new one. */
    private static void write(Path file, String content) {
        try {
            Path temporary = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    ".keys",
                    "",
                    PosixFilePermissions.asFileAttribute(
                            Files.exists(file)
                                    ? Files.getPosixFilePermissions(file)
                                    : PosixFilePermissions.fromString("rw-------")));
            Files.writeString(temporary, content);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be replaced: " + e.getMessage(), e);
        }
    }

    /** The times of keys are whole seconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Path file(Deque<String> rest) {
        return Optional.ofNullable(rest.poll())
                .filter(argument -> !argument.startsWith("-"))
                .map(Path::of)
                .orElseThrow(UsageException::new);
    }

    private static SigningKeyRotation rotation(Deque<String> rest) {
        Duration lead = Duration.ofHours(1);
        Duration keep = Duration.ofHours(24);
        Duration olderThan = Duration.ZERO;
        while (!rest.isEmpty()) {
            String option = rest.poll();
            String value = Optional.ofNullable(rest.poll()).orElseThrow(UsageException::new);
            switch (option) {
                case "--begin" -> lead = duration(option, value);
                case "--keep" -> keep = duration(option, value);
                case "--older-than" -> olderThan = duration(option, value);
                default -> throw new UsageException();
            }
        }
        return new SigningKeyRotation(lead, keep, olderThan);
    }

    private static Duration duration(String option, String value) {
        try {
            return DurationConverter.parseDuration(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": expected a duration such as 90d, 24h or 30m", e);
        }
    }

    private static final class UsageException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;
    }
}
