package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Shop;
import io.doorway.testkit.browser.FrameStrip;
import io.doorway.testkit.phone.HeadlessPhone;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
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
        name = "Screenshot relay: a code that was on the screen is scanned later, elsewhere, or altered",
        control =
                "A new frame each second, authenticated with the challenge's own key, accepted for three seconds more",
        where = "libs/protocol `QrFrames`, approval-service `ScanChallenge`")
class Attack02ScreenshotRelayTest {

    private static final int FRAME_BYTES = 37;

    private static HeadlessPhone phone;
    private static Shop.Login login;
    private static String frame;

    @BeforeAll
    static void aCodeIsOnAScreen() {
        phone = Doorway.person("Victim").headlessPhone();
        login = Shop.PLAIN.begin();
        frame = login.frame();
    }

    @ParameterizedTest
    @MethodSource
    void aFrameWithOneChangedBit(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aFrameWithOneChangedBit() {
        return IntStream.range(0, FRAME_BYTES * Byte.SIZE)
                .mapToObj(bit -> scan("bit %d of byte %d".formatted(bit % 8, bit / 8), flipped(bit)));
    }

    @ParameterizedTest
    @MethodSource
    void aFrameInAnotherSpelling(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aFrameInAnotherSpelling() {
        Map<String, String> spellings = new LinkedHashMap<>();
        spellings.put("empty", "");
        spellings.put("one byte short", encoded(java.util.Arrays.copyOf(bytes(), FRAME_BYTES - 1)));
        spellings.put("one byte longer", encoded(java.util.Arrays.copyOf(bytes(), FRAME_BYTES + 1)));
        spellings.put("MAC left out", encoded(java.util.Arrays.copyOf(bytes(), FRAME_BYTES - 16)));
        spellings.put("with padding", frame + "==");
        spellings.put("with a space", frame + " ");
        spellings.put("with a line's end", frame + "\n");
        spellings.put("twice", frame + frame);
        spellings.put("in lower case", frame.toLowerCase(java.util.Locale.ROOT));
        spellings.put("in hexadecimal", java.util.HexFormat.of().formatHex(bytes()));
        spellings.put("as its whole address", Doorway.issuer() + "/q/" + frame);
        spellings.put("as an address elsewhere", "https://evil.example/q/" + frame);
        spellings.put("with a query", frame + "?x=1");
        spellings.put("the challenge's id alone", login.challenge());
        spellings.put("not base64url", "*".repeat(frame.length()));
        return spellings.entrySet().stream().map(spelling -> scan(spelling.getKey(), spelling.getValue()));
    }

    @ParameterizedTest
    @MethodSource
    void aFrameThatWasOrWillBeOnTheScreen(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aFrameThatWasOrWillBeOnTheScreen() {
        FrameStrip strip = login.browser().frames(login.challenge());
        Stream<Named<Attempt>> future = IntStream.range(3, strip.frames().size())
                .mapToObj(i ->
                        stale("shown in %d seconds".formatted(i), strip.frames().get(i)));
        FrameStrip.Frame last = strip.frames().getLast();
        Instant allOver = last.notBefore().plusSeconds(4);
        Stream<Named<Attempt>> past = Stream.of(last).flatMap(wait -> {
            Awaitility.await()
                    .atMost(java.time.Duration.ofSeconds(30))
                    .until(() -> !login.browser()
                            .frames(login.challenge())
                            .current()
                            .notBefore()
                            .isBefore(allOver));
            return IntStream.range(0, strip.frames().size())
                    .mapToObj(i -> stale(
                            "second %d of a strip, too late".formatted(i),
                            strip.frames().get(i)));
        });
        return Stream.concat(future, past);
    }

    @Test
    void theFrameOnTheScreenIsScanned() {
        Shop.Login honest = Shop.PLAIN.begin();

        assertThat(phone.scan(honest.qr()).challengeId()).isEqualTo(honest.challenge());
    }

    private static Named<Attempt> scan(String name, String sent) {
        return Attempt.of(name, () -> Moves.scan(phone, sent))
                .refused(404, "challenge-not-found")
                .leaving(login::state, "created")
                .named();
    }

    private static Named<Attempt> stale(String name, FrameStrip.Frame old) {
        String content = old.content();
        return Attempt.of(name, () -> Moves.scan(phone, content.substring(content.lastIndexOf('/') + 1)))
                .refused(410, "stale-frame")
                .leaving(login::state, "created")
                .named();
    }

    private static String flipped(int bit) {
        byte[] bytes = bytes();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return encoded(bytes);
    }

    private static byte[] bytes() {
        return Base64.getUrlDecoder().decode(frame);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
