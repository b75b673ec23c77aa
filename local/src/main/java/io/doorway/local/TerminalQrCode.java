package io.doorway.local;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Map;

/** A QR code as text for a terminal: two rows of modules in each line, black on white whatever the terminal's colours are. */
final class TerminalQrCode {

    private static final int QUIET_ZONE = 2;
    private static final String BLACK_ON_WHITE = "\033[30;107m";
    private static final String PLAIN = "\033[0m";

    private TerminalQrCode() {}

    /** The lines of the code, without a line break at the end. */
    static String of(String content) {
        BitMatrix modules = encode(content);
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y += 2) {
            text.append(y == 0 ? "" : "\n").append(BLACK_ON_WHITE);
            for (int x = 0; x < modules.getWidth(); x++) {
                boolean upper = modules.get(x, y);
                boolean lower = y + 1 < modules.getHeight() && modules.get(x, y + 1);
                text.append(upper ? (lower ? '\u2588' : '\u2580') : (lower ? '\u2584' : ' '));
            }
            text.append(PLAIN);
        }
        return text.toString();
    }

    private static BitMatrix encode(String content) {
        try {
            return new QRCodeWriter()
                    .encode(content, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, QUIET_ZONE));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code: " + content, e);
        }
    }
}
