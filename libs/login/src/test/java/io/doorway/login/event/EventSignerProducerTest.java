package io.doorway.login.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.record.EventKeys;
import io.doorway.protocol.record.EventWriter;
import io.doorway.testkit.event.SampleEventKeys;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service has the key with which it writes, and keys of other services only if it reads their events. */
class EventSignerProducerTest {

    @ParameterizedTest
    @EnumSource
    void productionRefusesKeysOfOtherServicesAtAServiceThatReadsNoEvents(EventWriter writer) {
        EventSignerProducer all = producer(writer, EventWriter.values());
        EventSignerProducer own = producer(writer, writer);

        assertThat(own.keysOfOthersAreForReaders().violation()).isEmpty();
        if (writer.readsEvents()) {
            assertThat(all.keysOfOthersAreForReaders().violation()).isEmpty();
        } else {
            assertThat(all.keysOfOthersAreForReaders().violation())
                    .contains("doorway.event-keys: has a key of approval-service (expected: keys of " + writer.service()
                            + " only, which reads no events)");
        }
    }

    @Test
    void onlyChallengeServiceReadsNoEvents() {
        assertThat(EventWriter.values())
                .filteredOn(writer -> !writer.readsEvents())
                .containsExactly(EventWriter.CHALLENGE_SERVICE);
    }

    @Test
    void aServiceWithoutAKeyOfItsOwnDoesNotStart() {
        assertThatThrownBy(() -> producer(EventWriter.APPROVAL_SERVICE, EventWriter.SESSION_SERVICE))
                .hasMessageStartingWith("doorway.event-keys: no key of approval-service");
    }

    private static EventSignerProducer producer(EventWriter service, EventWriter... keysOf) {
        String keys = Arrays.stream(keysOf)
                .map(writer -> SampleEventKeys.jwk(writer.service(), writer))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
        return new EventSignerProducer(EventKeys.parse(keys), service.service());
    }
}
