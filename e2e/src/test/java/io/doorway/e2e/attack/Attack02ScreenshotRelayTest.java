package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

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
                "A new frame each second, authenticated with the challenge's own key, accepted for three more seconds",
        where = "libs/protocol `QrFrames`, approval-service `ScanChallenge`")
class Attack02ScreenshotRelayTest {

    private static final int FRAME_BYTES = 37;

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
    void aPastOrFutureFrame(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aPastOrFutureFrame() {
        DisplayedFrame shown = DisplayedFrame.now();
        Shop.Login login = shown.login();
        UpcomingFrames frames = login.browser().frames(login.challenge());
        Stream<Named<AttackCase>> future = IntStream.range(3, frames.frames().size())
                .mapToObj(i -> shown.stale(
                        "shown in %d seconds".formatted(i), frames.frames().get(i)));
        UpcomingFrames.Frame last = frames.frames().getLast();
        Instant expiry = last.notBefore().plusSeconds(4);
        Stream<Named<AttackCase>> past = Stream.of(last).flatMap(wait -> {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !login.browser()
                            .frames(login.challenge())
                            .current()
                            .notBefore()
                            .isBefore(expiry));
            return IntStream.range(0, frames.frames().size())
                    .mapToObj(i -> shown.stale(
                            "second %d of the frames, too late".formatted(i),
                            frames.frames().get(i)));
        });
        return Stream.concat(future, past);
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
