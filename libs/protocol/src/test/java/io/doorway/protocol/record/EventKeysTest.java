package io.doorway.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.event.Event;
import io.doorway.protocol.record.ReadRecord.Authentic;
import io.doorway.protocol.record.ReadRecord.Unacceptable;
import io.doorway.testkit.event.RecordMac;
import io.doorway.testkit.event.SampleEventKeys;
import io.doorway.testkit.event.SampleEvents;
import io.doorway.testkit.login.SampleLogin;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The key ring, its mistakes and its rotation. */
class EventKeysTest {

    private static final EventWriter WRITER = EventWriter.SESSION_SERVICE;
    private static final Event EVENT = SampleEvents.all()
            .filter(event -> event.type().equals("TokensIssued"))
            .findFirst()
            .orElseThrow();

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("", "not JSON|no \"keys\""),
                Arguments.of("not JSON", "not JSON"),
                Arguments.of("{}", "no \"keys\""),
                Arguments.of("{\"keys\":[]}", "no \"keys\""),
                Arguments.of("{\"keys\":{}}", "no \"keys\""),
                Arguments.of(set("{\"kty\":\"oct\"}"), "kid"),
                Arguments.of(set("{\"kty\":\"oct\",\"kid\":\"a.b\"}"), "kid"),
                Arguments.of(set("{\"kty\":\"EC\",\"kid\":\"a\"}"), "kty oct"),
                Arguments.of(set("{\"kty\":\"oct\",\"kid\":\"a\"}"), "service"),
                Arguments.of(set("{\"kty\":\"oct\",\"kid\":\"a\",\"service\":\"audit-service\"}"), "service"),
                Arguments.of(set("{\"kty\":\"oct\",\"kid\":\"a\",\"service\":\"session-service\"}"), "0 bits"),
                Arguments.of(
                        set("{\"kty\":\"oct\",\"kid\":\"a\",\"service\":\"session-service\",\"k\":\"!\"}"),
                        "base64url"),
                Arguments.of(
                        set("{\"kty\":\"oct\",\"kid\":\"a\",\"service\":\"session-service\",\"k\":\"AAAA\"}"),
                        "24 bits"),
                Arguments.of(set(key("a"), key("a")), "twice"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamed(String jwkSet, String message) {
        assertThatThrownBy(() -> EventKeys.parse(jwkSet))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .containsPattern(message);
    }

    @Test
    void aServiceWithoutAKeyHasNoSigner() {
        assertThatThrownBy(() -> EventKeys.parse(set(key("a"))).signer(EventWriter.APPROVAL_SERVICE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("approval-service");
    }

    @Test
    void theMacIsAsDocumented() {
        EventRecord record = EventKeys.parse(set(key("a"))).signer(WRITER).sign(EVENT);

        assertThat(record.mac()).isEqualTo(documentedMac(record));
    }

    @Test
    void recordsThatAreSignedAtOnceDoNotMix() throws Exception {
        EventSigner signer = EventKeys.parse(set(key("a"))).signer(WRITER);
        List<Callable<EventRecord>> calls = IntStream.range(0, 200)
                .boxed()
                .flatMap(i -> SampleEvents.all())
                .<Callable<EventRecord>>map(event -> () -> signer.sign(event))
                .toList();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<EventRecord> signed : threads.invokeAll(calls)) {
                assertThat(signed.get().mac()).isEqualTo(documentedMac(signed.get()));
            }
        }
    }

    private static String documentedMac(EventRecord record) {
        return RecordMac.header(
                "a",
                SampleEventKeys.secret("a"),
                record.topic(),
                record.key().getBytes(StandardCharsets.UTF_8),
                record.value().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theFirstKeyOfAServiceSigns() {
        EventSigner signer = EventKeys.parse(set(key("new"), key("old"))).signer(WRITER);

        assertThat(signer.sign(EVENT).mac()).startsWith("new.");
    }

    /** The written procedure: add the new key behind, then in front of the old one, then remove the old one. */
    @Test
    void aKeyIsRotatedWithoutAGapAndTheRemovedKeyIsRefused() {
        EventKeys before = EventKeys.parse(set(key("old")));
        EventKeys added = EventKeys.parse(set(key("old"), key("new")));
        EventKeys signing = EventKeys.parse(set(key("new"), key("old")));
        EventKeys removed = EventKeys.parse(set(key("new")));
        EventRecord byOld = added.signer(WRITER).sign(EVENT);
        EventRecord byNew = signing.signer(WRITER).sign(EVENT);

        assertThat(List.of(before, added, signing))
                .allSatisfy(keys -> assertThat(read(keys, byOld)).isInstanceOf(Authentic.class));
        assertThat(List.of(added, signing, removed))
                .allSatisfy(keys -> assertThat(read(keys, byNew)).isInstanceOf(Authentic.class));
        assertThat(read(removed, byOld))
                .isInstanceOfSatisfying(
                        Unacceptable.class, found -> assertThat(found.fault()).isEqualTo(RecordFault.UNKNOWN_KEY));
    }

    private static ReadRecord read(EventKeys keys, EventRecord record) {
        return new EventReader(keys, InstantSource.fixed(SampleLogin.CREATED_AT))
                .read(
                        record.topic(),
                        record.key().getBytes(StandardCharsets.UTF_8),
                        record.value().getBytes(StandardCharsets.UTF_8),
                        record.mac().getBytes(StandardCharsets.US_ASCII));
    }

    private static String key(String id) {
        return SampleEventKeys.jwk(id, WRITER);
    }

    private static String set(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }
}
