package io.doorway.challenge.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.doorway.protocol.qr.QrFrame;
import io.doorway.protocol.vocabulary.ChallengeId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QrDrawingTest {

    private static final int PIXELS_PER_MODULE = 6;
    private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+) \\d+\"");
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)\\.5h(\\d+)");

    private final Random random = new Random(7);
    private final QrDrawing drawing = new QrDrawing(address());

    @Test
    void aDrawnCodeCanBeRead() {
        List<String> addresses = addresses(500);

        long read = addresses.stream()
                .filter(address -> read(drawing.svg(address)).equals(Optional.of(address)))
                .count();

        assertThat(read)
                .as("the next frame follows in a second, so one in two hundred may be unreadable")
                .isGreaterThan(497);
    }

    @Test
    void theMaskIsFixed() {
        String address = addresses(1).getFirst();

        assertThat(drawing.svg(address)).isEqualTo(drawing.svg(address));
        assertThat(addresses(50).stream()
                        .map(drawing::svg)
                        .map(QrDrawingTest::size)
                        .distinct())
                .hasSize(1);
    }

    private List<String> addresses(int count) {
        return Stream.generate(this::address).limit(count).toList();
    }

    private String address() {
        byte[] mac = new byte[16];
        random.nextBytes(mac);
        return "https://id.example.org/q/" + new QrFrame(ChallengeId.random(random), random.nextInt(60), mac).encode();
    }

    private static int size(String svg) {
        Matcher size = SIZE.matcher(svg);
        assertThat(size.find()).isTrue();
        return Integer.parseInt(size.group(1));
    }

    private static Optional<String> read(String svg) {
        int side = size(svg) * PIXELS_PER_MODULE;
        int[] pixels = new int[side * side];
        Arrays.fill(pixels, 0xFFFFFF);
        Matcher run = RUN.matcher(svg);
        while (run.find()) {
            paint(
                    pixels,
                    side,
                    Integer.parseInt(run.group(1)),
                    Integer.parseInt(run.group(2)),
                    Integer.parseInt(run.group(3)));
        }
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(side, side, pixels)));
        try {
            return Optional.of(new QRCodeReader().decode(bitmap).getText());
        } catch (ReaderException unreadable) {
            return Optional.empty();
        }
    }

    private static void paint(int[] pixels, int side, int x, int y, int modules) {
        for (int row = y * PIXELS_PER_MODULE; row < (y + 1) * PIXELS_PER_MODULE; row++) {
            int from = row * side + x * PIXELS_PER_MODULE;
            Arrays.fill(pixels, from, from + modules * PIXELS_PER_MODULE, 0);
        }
    }
}
