package io.doorway.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The note by which other commands find the platform that runs.
 *
 * @param pid of the program that started it, with the gateway in it
 * @param issuer the public origin
 * @param gateway where that origin is on this machine
 * @param bank the demo bank's address
 * @param data the platform's directory
 * @param processes the process of each part, by name
 * @param addresses {@code host:port} of each part, by name
 */
public record RunningPlatform(
        long pid,
        String issuer,
        String gateway,
        String bank,
        String data,
        Map<String, Long> processes,
        Map<String, String> addresses) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOTE = "platform.json";

    /** Where the note of a platform with this data is. */
    static Path noteIn(Path data) {
        return data.resolve(NOTE);
    }

    /** Where the platform that {@code ./doorway up} started leaves its note. */
    static Path noteOfUp(Path home) {
        return Home.cache(home).resolve("run").resolve(NOTE);
    }

    /** The platform that {@code ./doorway up} started and that still runs. */
    public static RunningPlatform find() {
        return read(noteOfUp(Home.find()))
                .orElseThrow(
                        () -> new LocalPlatformException("no local platform is running: start one with ./doorway up"));
    }

    /** The platform of this note, unless it is gone; a platform that was killed could not take its note away. */
    static Optional<RunningPlatform> read(Path note) {
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        try {
            RunningPlatform platform = JSON.readValue(Files.readString(note), RunningPlatform.class);
            return Optional.of(platform)
                    .filter(running -> ProcessHandle.of(running.pid()).isPresent());
        } catch (IOException damaged) {
            throw new LocalPlatformException("not readable: " + note, damaged);
        }
    }

    void write(Path note) {
        try {
            Files.createDirectories(note.toAbsolutePath().getParent());
            OwnerOnly.write(note, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException notWritable) {
            throw new UncheckedIOException(notWritable);
        }
    }

    /** A JWT of this platform's operator. */
    public String operatorToken(String role) {
        return new OperatorTokens(issuer, keys().operatorKey()).token(role);
    }

    /** The client secret of this platform's demo bank. */
    public String bankSecret() {
        return keys().bankSecret();
    }

    private PlatformKeys keys() {
        return PlatformKeys.in(Path.of(data));
    }
}
