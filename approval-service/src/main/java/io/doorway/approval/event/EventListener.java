package io.doorway.approval.event;

import io.doorway.protocol.event.BrowserEvent;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.protocol.event.SessionEvent;
import io.smallrye.mutiny.Uni;

/**
 * A feature that derives data from events. Every bean of this type gets every event from Kafka, in the order of the beans' priorities.
 *
 * <p>Each method completes when the derived data is durable; after a failure the event is delivered to this listener again. Delivery
 * is at least once: handling an event twice has the effect of handling it once.
 */
public interface EventListener {

    default Uni<Void> onChallengeEvent(ChallengeEvent event) {
        return Uni.createFrom().voidItem();
    }

    default Uni<Void> onDeviceEvent(DeviceEvent event) {
        return Uni.createFrom().voidItem();
    }

    default Uni<Void> onBrowserEvent(BrowserEvent event) {
        return Uni.createFrom().voidItem();
    }

    default Uni<Void> onSessionEvent(SessionEvent event) {
        return Uni.createFrom().voidItem();
    }
}
