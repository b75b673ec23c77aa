package io.doorway.challenge.frame;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.decoder.Version;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Draws addresses of one length as QR codes in SVG, with a fixed version, error correction level and mask.
 *
 * <p>The version is the smallest one: on the same screen its modules are the largest, and a reader fails by the size of the modules before
 * it fails by anything that error correction mends. The level is the highest one for which that version has room. The choice of a mask
 * takes nine tenths of the time of a QR encoder, so the mask is fixed. ADR 0030 has the measurements.
 */
final class QrDrawing {

    private static final int QUIET_ZONE = 4;
    private static final int MASK = 3;

    private final ErrorCorrectionLevel level;
    private final Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);

    /** @param sample an address of the length of all others */
    QrDrawing(String sample) {
        hints.put(EncodeHintType.QR_MASK_PATTERN, MASK);
        Version smallest = encode(sample, ErrorCorrectionLevel.L).getVersion();
        level = Stream.of(ErrorCorrectionLevel.H, ErrorCorrectionLevel.Q, ErrorCorrectionLevel.M)
                .filter(each -> encode(sample, each).getVersion().equals(smallest))
                .findFirst()
                .orElse(ErrorCorrectionLevel.L);
        hints.put(EncodeHintType.QR_VERSION, smallest.getVersionNumber());
    }

    /** A square SVG, dark on white, with the quiet zone of four modules that readers require. */
    String svg(String content) {
        ByteMatrix modules = encode(content, level).getMatrix();
        int size = modules.getWidth() + 2 * QUIET_ZONE;
        StringBuilder svg = new StringBuilder(8 * 1024)
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(size)
                .append(' ')
                .append(size)
                .append("\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h")
                .append(size)
                .append('v')
                .append(size)
                .append("H0z\"/><path stroke=\"#000\" d=\"");
        for (int y = 0; y < modules.getHeight(); y++) {
            appendRow(svg, modules, y);
        }
        return svg.append("\"/></svg>").toString();
    }

    /**
     * Draws one stroke for each run of dark modules, which takes a tenth of the characters of one square for each module. The gaps between
     * them are relative, so that rows resemble each other: compressed they take half of what absolute positions take.
     */
    private static void appendRow(StringBuilder svg, ByteMatrix modules, int y) {
        svg.append("M0 ").append(y + QUIET_ZONE).append(".5");
        int width = modules.getWidth();
        int gap = QUIET_ZONE;
        int x = 0;
        while (x < width) {
            int end = x;
            while (end < width && modules.get(end, y) == 1) {
                end++;
            }
            if (end > x) {
                svg.append('m').append(gap).append(" 0h").append(end - x);
                gap = 0;
            }
            gap++;
            x = end + 1;
        }
    }

    private QRCode encode(String content, ErrorCorrectionLevel with) {
        try {
            return Encoder.encode(content, with, hints);
        } catch (WriterException e) {
            throw new IllegalStateException("every frame fits a QR code", e);
        }
    }
}
