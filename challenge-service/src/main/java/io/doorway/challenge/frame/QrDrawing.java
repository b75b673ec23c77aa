package io.doorway.challenge.frame;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.util.EnumMap;
import java.util.Map;

/**
 * Draws addresses of one length as QR codes in SVG, with a fixed version and mask.
 *
 * <p>Choosing a mask is nine tenths of the work of a QR encoder, so it is chosen here, once: of the eight masks, number 3 had the
 * fewest codes that a common reader (ZXing) could not read, none in 800 where the encoder's own choice had seven. All frames of one
 * issuer have the same length and so the same version. Error correction is M: a screen is clean, and smaller modules would cost more
 * than redundancy gains.
 */
final class QrDrawing {

    private static final int QUIET_ZONE = 4;
    private static final int MASK = 3;

    private final Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);

    /** For addresses of the length of {@code sample}. */
    QrDrawing(String sample) {
        hints.put(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M);
        hints.put(EncodeHintType.QR_MASK_PATTERN, MASK);
        hints.put(EncodeHintType.QR_VERSION, encode(sample, hints).getVersion().getVersionNumber());
    }

    /** A square SVG, dark on white with the quiet zone of four modules that scanners need. */
    String svg(String content) {
        ByteMatrix modules = encode(content, hints).getMatrix();
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

    /** One stroke per run of dark modules: an order of magnitude fewer characters than a square for each. */
    private static void appendRow(StringBuilder svg, ByteMatrix modules, int y) {
        int width = modules.getWidth();
        int x = 0;
        while (x < width) {
            int end = x;
            while (end < width && modules.get(end, y) == 1) {
                end++;
            }
            if (end > x) {
                svg.append('M')
                        .append(x + QUIET_ZONE)
                        .append(' ')
                        .append(y + QUIET_ZONE)
                        .append(".5h")
                        .append(end - x);
            }
            x = end + 1;
        }
    }

    private static QRCode encode(String content, Map<EncodeHintType, ?> hints) {
        try {
            return Encoder.encode(content, ErrorCorrectionLevel.M, hints);
        } catch (WriterException e) {
            throw new IllegalStateException("every frame address fits a QR code", e);
        }
    }
}
