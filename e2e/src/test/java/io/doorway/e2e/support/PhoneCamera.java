package io.doorway.e2e.support;

import com.microsoft.playwright.Page;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * The camera of {@link Chromium#withCamera}: a video device of Chromium that plays a file. The video is one picture, of the screen at which the camera
 * was pointed last; a page that opens the camera after that sees it.
 */
final class PhoneCamera {

    private static final Path VIDEO = createFile();
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    private PhoneCamera() {}

    /** Chromium's arguments for this camera. */
    static List<String> arguments() {
        return List.of("--use-fake-device-for-media-stream", "--use-file-for-fake-video-capture=" + VIDEO);
    }

    static void pointAt(Page screen) {
        try {
            ImageIO.write(wholeIn(Screenshot.image(screen)), "jpg", VIDEO.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole screen in a picture of the size that the app prefers, so that the browser does not cut anything off. */
    private static BufferedImage wholeIn(BufferedImage screen) {
        double scale = Math.min((double) WIDTH / screen.getWidth(), (double) HEIGHT / screen.getHeight());
        int width = (int) (screen.getWidth() * scale);
        int height = (int) (screen.getHeight() * scale);
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(screen, (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height, null);
        graphics.dispose();
        return picture;
    }

    /** Chromium recognises the format by the name. */
    private static Path createFile() {
        try {
            Path file = Files.createTempFile("camera", ".mjpeg");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
