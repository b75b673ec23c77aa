package io.doorway.web.event;

import io.doorway.protocol.record.EventKeys;
import io.doorway.protocol.record.EventReader;
import io.doorway.web.safety.LocalKeys;
import io.doorway.web.safety.SafetyCheck;
import io.quarkus.runtime.Startup;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Reads the keys of event records at the start. A mistake stops the start. */
@Startup
@Singleton
class EventReaderProducer {

    private static final String PROPERTY = "doorway.event-keys: ";

    private final String jwkSet;
    private final EventKeys keys;

    EventReaderProducer(EventKeyConfig config) {
        this.jwkSet = read(config.eventKeys());
        this.keys = parse(config.eventKeys(), jwkSet);
    }

    /** The keys of event records. */
    @ConfigMapping(prefix = "doorway")
    public interface EventKeyConfig {

        /**
         * The file with the keys of event records: a JWK set of {@code oct} keys of at least 256 bits, each with {@code kid} and
         * {@code service}. It has the service's own keys, and those of the services whose events it reads. The first key of a service
         * signs, all keys verify.
         */
        @WithName("event-keys")
        Path eventKeys();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(PROPERTY + file + " cannot be read (expected: a JWK set)", e);
        }
    }

    private static EventKeys parse(Path file, String jwkSet) {
        try {
            return EventKeys.parse(jwkSet);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PROPERTY + file + ": " + e.getMessage());
        }
    }

    @Produces
    @Singleton
    EventKeys keys() {
        return keys;
    }

    @Produces
    @Singleton
    EventReader reader(InstantSource clock) {
        return new EventReader(keys, clock);
    }

    @Produces
    @Singleton
    SafetyCheck eventKeysAreNotLocal() {
        return () -> LocalKeys.isLocal(jwkSet)
                ? Optional.of(PROPERTY + "made by ./doorway up (expected: your own keys)")
                : Optional.empty();
    }
}
