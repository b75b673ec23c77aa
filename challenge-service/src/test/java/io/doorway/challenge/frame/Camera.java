package io.doorway.challenge.frame;

import java.util.Random;

/**
 * A camera that looks at a code on a screen.
 *
 * @param side the side of the code with its quiet zone in the picture, in pixels, if it is not tilted; a picture differs from it by up
 *     to a tenth, so that no result depends on how modules and pixels coincide
 * @param tilt the angle between screen and camera, in degrees
 * @param blur the standard deviation of the blur, in pixels
 * @param noise the standard deviation of the noise, in levels of 255
 */
record Camera(double side, double tilt, double blur, double noise) {

    private static final int SUPERSAMPLING = 3;
    /** The distance of the camera, in sides of the code. */
    private static final double DISTANCE = 2.5;
    /** A screen in a lit room: its black is not black. */
    private static final int DARK = 45;

    private static final int LIGHT = 225;
    /** The page around the code, in its dark theme. */
    private static final int PAGE = 60;

    private static final double MAX_DIFFERENCE = 0.1;
    private static final double MAX_ROLL = Math.toRadians(15);

    /**
     * A square picture, one byte of luminance for each pixel.
     *
     * @param side in pixels
     */
    record Picture(int side, byte[] luminance) {}

    /** The picture of a code, in a position and with noise that depend on {@code random}. */
    Picture of(DrawnCode code, Random random) {
        int width = (int) Math.ceil(side * 1.5);
        double focus = side * (1 + around(random) * MAX_DIFFERENCE) * DISTANCE;
        double roll = around(random) * MAX_ROLL;
        double direction = random.nextDouble() * 2 * Math.PI;
        double centreX = width / 2.0 + random.nextDouble();
        double centreY = width / 2.0 + random.nextDouble();
        double[] sharp = new double[width * width];
        for (int y = 0; y < width; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int i = 0; i < SUPERSAMPLING * SUPERSAMPLING; i++) {
                    double dx = (i % SUPERSAMPLING + 0.5) / SUPERSAMPLING;
                    double dy = (i / SUPERSAMPLING + 0.5) / SUPERSAMPLING;
                    sum += seen(code, x + dx - centreX, y + dy - centreY, focus, roll, direction);
                }
                sharp[y * width + x] = sum / (SUPERSAMPLING * SUPERSAMPLING);
            }
        }
        return new Picture(width, exposed(blurred(sharp, width), random));
    }

    /** The luminance of the screen where the camera looks, projected along the direction of the tilt. */
    private int seen(DrawnCode code, double x, double y, double focus, double roll, double direction) {
        double along = x * Math.cos(direction) + y * Math.sin(direction);
        double across = -x * Math.sin(direction) + y * Math.cos(direction);
        double angle = Math.toRadians(tilt);
        double u = along * DISTANCE / (focus * Math.cos(angle) - along * Math.sin(angle));
        double v = across * (DISTANCE + u * Math.sin(angle)) / focus;
        double turn = direction - roll;
        int column = (int) Math.floor((u * Math.cos(turn) - v * Math.sin(turn) + 0.5) * code.size());
        int row = (int) Math.floor((u * Math.sin(turn) + v * Math.cos(turn) + 0.5) * code.size());
        if (row < 0 || column < 0 || row >= code.size() || column >= code.size()) {
            return PAGE;
        }
        return code.dark()[row][column] ? DARK : LIGHT;
    }

    private static double around(Random random) {
        return random.nextDouble() * 2 - 1;
    }

    private double[] blurred(double[] sharp, int width) {
        return blurredRows(blurredRows(sharp, width), width);
    }

    /** Blurs each row and transposes the picture. */
    private double[] blurredRows(double[] picture, int width) {
        int radius = (int) Math.ceil(3 * blur);
        double[] weights = new double[2 * radius + 1];
        double total = 0;
        for (int i = -radius; i <= radius; i++) {
            weights[i + radius] = Math.exp(-i * i / (2 * blur * blur));
            total += weights[i + radius];
        }
        double[] result = new double[picture.length];
        for (int y = 0; y < width; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int i = -radius; i <= radius; i++) {
                    sum += weights[i + radius] * picture[y * width + Math.clamp(x + i, 0, width - 1)];
                }
                result[x * width + y] = sum / total;
            }
        }
        return result;
    }

    private byte[] exposed(double[] picture, Random random) {
        byte[] levels = new byte[picture.length];
        for (int i = 0; i < picture.length; i++) {
            levels[i] = (byte) Math.clamp(Math.round(picture[i] + random.nextGaussian() * noise), 0, 255);
        }
        return levels;
    }
}
