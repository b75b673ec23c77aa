package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QrPictureTest {

    private static final String LINK = "http://localhost:8080/q/frame";

    @TempDir
    private Path directory;

    @Test
    void reads_the_link_from_a_picture() throws Exception {
        Path picture = directory.resolve("page.png");
        MatrixToImageWriter.writeToPath(
                new QRCodeWriter().encode(LINK, BarcodeFormat.QR_CODE, 300, 300), "png", picture);

        assertThat(QrPicture.linkOf(picture.toString())).isEqualTo(LINK);
    }

    @Test
    void takes_a_link_as_it_is() throws Exception {
        assertThat(QrPicture.linkOf(LINK)).isEqualTo(LINK);
    }

    @Test
    void says_when_there_is_no_code() throws Exception {
        Path picture = directory.resolve("empty.png");
        ImageIO.write(new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());

        assertThatThrownBy(() -> QrPicture.linkOf(picture.toString())).hasMessage("no QR code in " + picture);
    }
}
