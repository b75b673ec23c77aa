package io.doorway.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.record.ReadRecord.Authentic;
import io.doorway.protocol.record.ReadRecord.Unacceptable;
import io.doorway.testkit.event.EventVariations;
import io.doorway.testkit.event.RecordMac;
import io.doorway.testkit.event.SampleEventKeys;
import io.doorway.testkit.event.SampleEvents;
import io.doorway.testkit.login.SampleLogin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one reader of all consumers: what is not authentic, complete and within bounds is not accepted, and nothing makes it throw. */
class EventReaderTest {

    private static final EventReader READER =
            new EventReader(SampleEventKeys.keys(), InstantSource.fixed(SampleLogin.CREATED_AT));

    static Stream<Event> events() {
        return SampleEvents.all();
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventOfItsServiceIsAccepted(Event event) {
        assertThat(read(SampleEventKeys.signer().sign(event))).isEqualTo(new Authentic(event));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventOfAnotherServiceIsForged(Event event) {
        Set<EventWriter> others = EnumSet.complementOf(EnumSet.copyOf(EventWriter.of(event)));

        assertThat(others)
                .allSatisfy(other ->
                        assertFault(read(SampleEventKeys.keys().signer(other).sign(event)), RecordFault.WRONG_SERVICE));
    }

    @ParameterizedTest
    @MethodSource("events")
    void aMacHoldsForItsTopicKeyAndValueOnly(Event event) {
        EventRecord valid = SampleEventKeys.signer().sign(event);

        assertFault(
                read(new EventRecord(Topics.AUDIT, valid.key(), valid.value(), valid.mac(), null)),
                RecordFault.WRONG_MAC);
        assertFault(
                read(new EventRecord(valid.topic(), valid.key() + "x", valid.value(), valid.mac(), null)),
                RecordFault.WRONG_MAC);
        assertFault(
                read(new EventRecord(valid.topic(), valid.key(), valid.value() + " ", valid.mac(), null)),
                RecordFault.WRONG_MAC);
        // The boundary between key and value moves by one byte.
        assertFault(
                read(new EventRecord(
                        valid.topic(), valid.key() + "{", valid.value().substring(1), valid.mac(), null)),
                RecordFault.WRONG_MAC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "session-service", "session-service.", "session-service.AAAA", ".AAAA", "\0.\0"})
    void aHeaderThatIsNoMacIsForged(String header) {
        EventRecord valid = SampleEventKeys.signer().sign(events().findFirst().orElseThrow());

        assertFault(read(new EventRecord(valid.topic(), valid.key(), valid.value(), header, null)), RecordFault.NO_MAC);
    }

    @Test
    void everyBitOfTheMacCounts() {
        EventRecord valid = SampleEventKeys.signer().sign(events().findFirst().orElseThrow());
        EventMac mac =
                EventMac.parse(valid.mac().getBytes(StandardCharsets.US_ASCII)).orElseThrow();
        for (int bit = 0; bit < 8 * mac.bytes().length; bit++) {
            byte[] changed = mac.bytes().clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            String header = new EventMac(mac.keyId(), changed).header();

            assertFault(
                    read(new EventRecord(valid.topic(), valid.key(), valid.value(), header, null)),
                    RecordFault.WRONG_MAC);
        }
    }

    @Test
    void aKeyOutsideOfTheRingIsUnknown() {
        String topic = Topics.TRANSITIONS;
        byte[] key = bytes("key");
        byte[] value = bytes("{}");
        String mac = RecordMac.header("attacker", new byte[32], topic, key, value);

        assertFault(READER.read(topic, key, value, bytes(mac)), RecordFault.UNKNOWN_KEY);
    }

    @Test
    void aRecordWithoutMacKeyOrValueIsForged() {
        assertFault(READER.read(Topics.DEVICES, null, null, null), RecordFault.NO_MAC);
        assertFault(READER.read(Topics.DEVICES, bytes("k"), null, null), RecordFault.NO_MAC);
    }

    @Test
    void aValueLongerThanAnyEventIsNotEvenAuthenticated() {
        byte[] value = new byte[EventReader.MAX_VALUE_BYTES + 1];

        assertFault(READER.read(Topics.DEVICES, bytes("k"), value, null), RecordFault.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{", "{}", "\0", "<a/>", "{\"type\":\"Evil\"}", "{\"type\":5}", "5", "\"\""})
    void anAuthenticValueThatIsNoEventIsNotAccepted(String value) {
        assertFault(authentic(EventWriter.SESSION_SERVICE, Topics.SESSIONS, "k", value), RecordFault.NOT_AN_EVENT);
    }

    @Test
    void deeplyNestedJsonIsNotAccepted() {
        String value = "{\"type\":" + "[".repeat(20_000);

        assertFault(authentic(EventWriter.SESSION_SERVICE, Topics.SESSIONS, "k", value), RecordFault.NOT_AN_EVENT);
    }

    @ParameterizedTest
    @MethodSource("events")
    void anAuthenticEventOnAnotherTopicOrKeyIsNotAccepted(Event event) {
        EventWriter writer = EventWriter.of(event).iterator().next();
        String value = Json.write(event);

        assertFault(authentic(writer, Topics.AUDIT, event.key(), value), RecordFault.WRONG_TOPIC);
        assertFault(authentic(writer, event.topic(), "another", value), RecordFault.WRONG_KEY);
    }

    /** What is accepted has every required member, and none that is out of bounds. */
    @ParameterizedTest
    @MethodSource("events")
    void anAuthenticEventWithWrongMembersIsAcceptedOnlyIfTheMemberMayHaveThisValue(Event event) {
        EventVariations.withWrongMembers(Json.write(event)).forEach((name, value) -> {
            ReadRecord read = authentic(event, value);
            if (read instanceof Authentic(Event accepted)) {
                assertWithinBounds(name, accepted);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("events")
    void anAuthenticEventWithoutARequiredMemberIsNotAccepted(Event event) {
        List<String> variations = EventVariations.withAbsentMembers(Json.write(event));

        assertThat(variations).hasSizeGreaterThan(50).allSatisfy(value -> {
            ReadRecord read = authentic(event, value);
            if (read instanceof Authentic(Event accepted)) {
                assertWithinBounds(value, accepted);
            }
        });
    }

    @Test
    void aDecadeIsTheLimitOfTimes() {
        Event event = events().findFirst().orElseThrow();
        EventRecord record = SampleEventKeys.signer().sign(event);

        assertThat(readAt(record, Duration.ofDays(3650))).isInstanceOf(Authentic.class);
        assertFault(readAt(record, Duration.ofDays(3654)), RecordFault.OUT_OF_BOUNDS);
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsAtMostTenMinutesAhead(Event event) {
        EventRecord record = SampleEventKeys.signer().sign(event);

        assertThat(readAt(record, Duration.ofMinutes(-10))).isInstanceOf(Authentic.class);
        assertFault(readAt(record, Duration.ofMinutes(-10).minusMillis(1)), RecordFault.OUT_OF_BOUNDS);
    }

    private static ReadRecord readAt(EventRecord record, Duration later) {
        EventReader reader = new EventReader(
                SampleEventKeys.keys(), InstantSource.fixed(event(record).at().plus(later)));
        return reader.read(record.topic(), bytes(record.key()), bytes(record.value()), bytes(record.mac()));
    }

    private static Event event(EventRecord record) {
        return Json.readEvent(record.value());
    }

    private static void assertWithinBounds(String name, Event accepted) {
        assertThat(new EventBounds(InstantSource.fixed(SampleLogin.CREATED_AT)).check(accepted))
                .as(name)
                .isEmpty();
        assertThat(Arrays.stream(accepted.getClass().getRecordComponents()))
                .as(name)
                .isNotEmpty();
        assertThat(Duration.between(SampleLogin.CREATED_AT, accepted.at()).abs())
                .as(name)
                .isLessThan(Duration.ofDays(3654));
        assertThat(accepted.uid()).as(name).isNotNull().hasSizeLessThan(1100);
    }

    private static ReadRecord authentic(Event event, String value) {
        return authentic(EventWriter.of(event).iterator().next(), event.topic(), event.key(), value);
    }

    private static ReadRecord authentic(EventWriter writer, String topic, String key, String value) {
        String mac = SampleEventKeys.mac(writer, topic, bytes(key), bytes(value));
        return READER.read(topic, bytes(key), bytes(value), bytes(mac));
    }

    private static ReadRecord read(EventRecord record) {
        return READER.read(record.topic(), bytes(record.key()), bytes(record.value()), bytes(record.mac()));
    }

    private static void assertFault(ReadRecord read, RecordFault fault) {
        assertThat(read)
                .isInstanceOfSatisfying(
                        Unacceptable.class, found -> assertThat(found.fault()).isEqualTo(fault));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
