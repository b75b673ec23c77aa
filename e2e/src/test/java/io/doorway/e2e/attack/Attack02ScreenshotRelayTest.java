package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Shop;
import io.doorway.testkit.browser.FrameStrip;
import io.doorway.testkit.phone.HeadlessPhone;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
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
        name = "Screenshot relay: a code that was on the screen is scanned later, elsewhere, or altered",
        control =
                "A new frame each second, authenticated with the challenge's own key, accepted for three seconds more",
        where = "libs/protocol `QrFrames`, approval-service `ScanChallenge`")
class Attack02ScreenshotRelayTest {

    private static final int FRAME_BYTES = 37;

    private static HeadlessPhone phone;

    /** A code that is on a screen, and the login that it is for. */
    private record Shown(Shop.Login login, String frame) {

        static Shown now() {
            Shop.Login login = Shop.PLAIN.begin();
            return new Shown(login, login.frame());
        }

        byte[] bytes() {
            return Base64.getUrlDecoder().decode(frame);
        }

        String flipped(int bit) {
            byte[] bytes = bytes();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            return encoded(bytes);
        }

        Named<Attempt> refused(String name, String sent) {
            return Attempt.of(name, () -> Moves.scan(phone, sent))
                    .refused(404, "challenge-not-found")
                    .leaving(login::state, "created")
                    .named();
        }

        Named<Attempt> stale(String name, FrameStrip.Frame old) {
            String content = old.content();
            return Attempt.of(name, () -> Moves.scan(phone, content.substring(content.lastIndexOf('/') + 1)))
                    .refused(410, "stale-frame")
                    .leaving(login::state, "created")
                    .named();
        }
    }

    @BeforeAll
    static void somebodyHasAPhone() {
        phone = Doorway.person("Victim").headlessPhone();
    }

    @ParameterizedTest
    @MethodSource
    void aFrameWithOneChangedBit(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aFrameWithOneChangedBit() {
        return IntStream.range(0, FRAME_BYTES).boxed().flatMap(at -> {
            Shown shown = Shown.now();
            return IntStream.range(0, Byte.SIZE)
                    .mapToObj(bit ->
                            shown.refused("bit %d of byte %d".formatted(bit, at), shown.flipped(at * Byte.SIZE + bit)));
        });
    }

    @ParameterizedTest
    @MethodSource
    void aFrameInAnotherSpelling(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aFrameInAnotherSpelling() {
        Shown shown = Shown.now();
        byte[] bytes = shown.bytes();
        String frame = shown.frame();
        Map<String, String> spellings = new LinkedHashMap<>();
        spellings.put("empty", "");
        spellings.put("one byte short", encoded(Arrays.copyOf(bytes, FRAME_BYTES - 1)));
        spellings.put("one byte longer", encoded(Arrays.copyOf(bytes, FRAME_BYTES + 1)));
        spellings.put("MAC left out", encoded(Arrays.copyOf(bytes, FRAME_BYTES - 16)));
        spellings.put("with padding", frame + "==");
        spellings.put("with a space", frame + " ");
        spellings.put("with a line's end", frame + "\n");
        spellings.put("twice", frame + frame);
        spellings.put("in lower case", frame.toLowerCase(Locale.ROOT));
        spellings.put("in hexadecimal", HexFormat.of().formatHex(bytes));
        spellings.put("as its whole address", Doorway.issuer() + "/q/" + frame);
        spellings.put("as an address elsewhere", "https://evil.example/q/" + frame);
        spellings.put("with a query", frame + "?x=1");
        spellings.put("the challenge's id alone", shown.login().challenge());
        spellings.put("not base64url", "*".repeat(frame.length()));
        return spellings.entrySet().stream().map(spelling -> shown.refused(spelling.getKey(), spelling.getValue()));
    }

    @ParameterizedTest
    @MethodSource
    void aFrameThatWasOrWillBeOnTheScreen(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aFrameThatWasOrWillBeOnTheScreen() {
        Shown shown = Shown.now();
        Shop.Login login = shown.login();
        FrameStrip strip = login.browser().frames(login.challenge());
        Stream<Named<Attempt>> future = IntStream.range(3, strip.frames().size())
                .mapToObj(i -> shown.stale(
                        "shown in %d seconds".formatted(i), strip.frames().get(i)));
        FrameStrip.Frame last = strip.frames().getLast();
        Instant allOver = last.notBefore().plusSeconds(4);
        Stream<Named<Attempt>> past = Stream.of(last).flatMap(wait -> {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !login.browser()
                            .frames(login.challenge())
                            .current()
                            .notBefore()
                            .isBefore(allOver));
            return IntStream.range(0, strip.frames().size())
                    .mapToObj(i -> shown.stale(
                            "second %d of a strip, too late".formatted(i),
                            strip.frames().get(i)));
        });
        return Stream.concat(future, past);
    }

    @Test
    void theFrameOnTheScreenIsScanned() {
        Shop.Login honest = Shop.PLAIN.begin();

        assertThat(phone.scan(honest::qr).challengeId()).isEqualTo(honest.challenge());
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
