package io.doorway.login.event;

import io.doorway.protocol.record.EventKeys;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.record.EventWriter;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the signer of this service's events. A service without a key of its own does not start. */
@Startup
@Singleton
class EventSignerProducer {

    private final EventSigner signer;

    EventSignerProducer(EventKeys keys, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.signer = signer(keys, service);
    }

    private static EventSigner signer(EventKeys keys, String service) {
        EventWriter writer = EventWriter.of(service)
                .orElseThrow(() -> new IllegalArgumentException(
                        "quarkus.application.name: " + service + " (expected: a service that writes events)"));
        try {
            return keys.signer(writer);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("doorway.event-keys: " + e.getMessage());
        }
    }

    @Produces
    @Singleton
    EventSigner signer() {
        return signer;
    }
}
