package io.doorway.session.support;

import io.doorway.protocol.event.Event;
import io.doorway.protocol.record.EventRecord;
import io.doorway.protocol.record.EventSigner;
import io.doorway.testkit.event.SampleEventKeys;
import io.quarkus.test.Mock;
import jakarta.inject.Singleton;

/** Signs every event, because the tests make transitions of the other services too. */
@Mock
@Singleton
class EventSignerOfAllServices implements EventSigner {

    private final EventSigner signer = SampleEventKeys.signer();

    @Override
    public EventRecord sign(Event event) {
        return signer.sign(event);
    }
}
