package io.doorway.login.event;

import io.doorway.protocol.record.EventKeys;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.record.EventWriter;
import io.doorway.web.safety.SafetyCheck;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the signer of this service's events. A service without a key of its own does not start. */
@Startup
@Singleton
class EventSignerProducer {

    private static final String PROPERTY = "doorway.event-keys: ";

    private final EventKeys keys;
    private final EventWriter writer;
    private final EventSigner signer;

    EventSignerProducer(EventKeys keys, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.keys = keys;
        this.writer = EventWriter.of(service)
                .orElseThrow(() -> new IllegalArgumentException(
                        "quarkus.application.name: " + service + " (expected: a service that writes events)"));
        this.signer = signer(keys, writer);
    }

    private static EventSigner signer(EventKeys keys, EventWriter writer) {
        try {
            return keys.signer(writer);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PROPERTY + e.getMessage());
        }
    }

    @Produces
    @Singleton
    EventSigner signer() {
        return signer;
    }

    /** A service that reads no events could only forge with the keys of others. */
    @Produces
    @Singleton
    SafetyCheck keysOfOthersAreForReaders() {
        return () -> writer.readsEvents()
                ? Optional.empty()
                : keys.writers().stream()
                        .filter(other -> other != writer)
                        .min(Comparator.naturalOrder())
                        .map(other -> PROPERTY + "has a key of " + other.service() + " (expected: keys of "
                                + writer.service() + " only, which reads no events)");
    }
}
