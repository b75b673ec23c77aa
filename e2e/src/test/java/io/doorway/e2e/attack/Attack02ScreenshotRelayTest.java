package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.browser.LoginPageMessages.UpcomingFrames;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.protocol.encoding.Crockford32;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 2,
        name = "Screenshot relay: a QR code that was on the screen is scanned later, in another place, or altered",
        control =
                "A new frame each second, authenticated with the challenge's own key, accepted for three more seconds; a page gets "
                        + "at most two before their time",
        where = "libs/protocol `QrFrames`, approval-service `ScanChallenge`")
class Attack02ScreenshotRelayTest {

    private static final int FRAME_BYTES = 37;
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private static HeadlessPhone phone;

    /** A frame of a login, as it was displayed. */
    private record DisplayedFrame(Shop.Login login, String frame) {

        static DisplayedFrame now() {
            Shop.Login login = Shop.PLAIN.begin();
            return new DisplayedFrame(login, login.frame());
        }

        byte[] bytes() {
            return Crockford32.decode(frame);
        }

        String flipped(int bit) {
            byte[] bytes = bytes();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            return encoded(bytes);
        }

        Named<AttackCase> refused(String name, String sent) {
            return AttackCase.of(name, () -> ProtocolCalls.scan(phone, sent))
                    .refused(404, "challenge-not-found")
                    .leavingUnchanged(login::state, "created")
                    .named();
        }

        Named<AttackCase> stale(String name, UpcomingFrames.Frame old) {
            String content = old.content();
            return AttackCase.of(name, () -> ProtocolCalls.scan(phone, Shop.Login.frameIn(content)))
                    .refused(410, "stale-frame")
                    .leavingUnchanged(login::state, "created")
                    .named();
        }
    }

    @BeforeAll
    static void enrol() {
        phone = TestPlatform.person("Victim").headlessPhone();
    }

    @ParameterizedTest
    @MethodSource
    void aFrameWithOneChangedBit(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aFrameWithOneChangedBit() {
        return IntStream.range(0, FRAME_BYTES).boxed().flatMap(at -> {
            DisplayedFrame shown = DisplayedFrame.now();
            return IntStream.range(0, Byte.SIZE)
                    .mapToObj(bit ->
                            shown.refused("bit %d of byte %d".formatted(bit, at), shown.flipped(at * Byte.SIZE + bit)));
        });
    }

    @ParameterizedTest
    @MethodSource
    void aFrameInAnotherEncoding(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aFrameInAnotherEncoding() {
        DisplayedFrame shown = DisplayedFrame.now();
        byte[] bytes = shown.bytes();
        String frame = shown.frame();
        Map<String, String> encodings = new LinkedHashMap<>();
        encodings.put("empty", "");
        encodings.put("one byte short", encoded(Arrays.copyOf(bytes, FRAME_BYTES - 1)));
        encodings.put("one byte longer", encoded(Arrays.copyOf(bytes, FRAME_BYTES + 1)));
        encodings.put("MAC left out", encoded(Arrays.copyOf(bytes, FRAME_BYTES - 16)));
        encodings.put("with padding", frame + "==");
        encodings.put("with a space", frame + " ");
        encodings.put("with a line break", frame + "\n");
        encodings.put("repeated", frame + frame);
        encodings.put("in lower case", frame.toLowerCase(Locale.ROOT));
        encodings.put("with the letter O for 0", frame.replace('0', 'O'));
        encodings.put("in hexadecimal", HexFormat.of().formatHex(bytes));
        encodings.put("the whole address", TestPlatform.issuer() + "/Q/" + frame);
        encodings.put("an address of another host", "https://evil.example/Q/" + frame);
        encodings.put("with a query", frame + "?x=1");
        encodings.put("the challenge's id alone", shown.login().challenge());
        encodings.put("not base 32", "*".repeat(frame.length()));
        return encodings.entrySet().stream().map(encoding -> shown.refused(encoding.getKey(), encoding.getValue()));
    }

    @ParameterizedTest
    @MethodSource
    void aFrameThatWasPassedOn(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** The relayer's own browser gets frames ahead of their time, at most two seconds over HTTP and less on its socket. */
    static Stream<Named<AttackCase>> aFrameThatWasPassedOn() {
        DisplayedFrame shown = DisplayedFrame.now();
        Shop.Login login = shown.login();
        List<UpcomingFrames.Frame> pushed;
        try (LoginEventSocket socket = login.browser().openEventSocket(login.challenge())) {
            Awaitility.await()
                    .atMost(WITHIN)
                    .until(() -> socket.receivedFrames().size() >= 2);
            pushed = socket.receivedFrames();
        }
        UpcomingFrames fetched = login.browser().frames(login.challenge());
        assertThat(fetched.frames())
                .hasSize(3)
                .allSatisfy(frame -> assertThat(frame.notBefore())
                        .isBeforeOrEqualTo(fetched.serverTime().plusSeconds(2)));
        assertThat(pushed)
                .allSatisfy(frame -> assertThat(frame.notBefore())
                        .isBeforeOrEqualTo(fetched.serverTime().plusSeconds(1)));
        Instant stale = fetched.frames().getLast().notBefore().plusSeconds(4);
        Awaitility.await()
                .atMost(WITHIN)
                .until(() -> !login.browser()
                        .frames(login.challenge())
                        .current()
                        .notBefore()
                        .isBefore(stale));
        return Stream.concat(
                IntStream.range(0, fetched.frames().size())
                        .mapToObj(i -> shown.stale(
                                "frame %d of an answer, six seconds later".formatted(i),
                                fetched.frames().get(i))),
                IntStream.range(0, 2)
                        .mapToObj(i ->
                                shown.stale("frame %d of the socket, six seconds later".formatted(i), pushed.get(i))));
    }

    @Test
    void theCurrentFrameIsScanned() {
        Shop.Login honest = Shop.PLAIN.begin();

        assertThat(phone.scan(honest::qr).challengeId()).isEqualTo(honest.challenge());
    }

    private static String encoded(byte[] bytes) {
        return Crockford32.encode(bytes);
    }
}
