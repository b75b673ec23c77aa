package io.doorway.local;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.ReaderException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;

/** A picture, such as a screenshot, with a QR code somewhere in it. */
final class QrPicture {

    private QrPicture() {}

    /** What the QR code in this file says; a text that is no file's name is such a link already. */
    static String linkOf(String fileOrLink) throws IOException {
        File file = new File(fileOrLink);
        if (fileOrLink.contains("://") || !file.isFile()) {
            return fileOrLink;
        }
        BufferedImage picture = ImageIO.read(file);
        if (picture == null) {
            throw new LocalPlatformException("not a picture: " + file);
        }
        try {
            BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(picture)));
            return new QRCodeReader()
                    .decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        } catch (NotFoundException none) {
            throw new LocalPlatformException("no QR code in " + file, none);
        } catch (ReaderException damaged) {
            throw new LocalPlatformException("the QR code in %s is not readable".formatted(file), damaged);
        }
    }
}
