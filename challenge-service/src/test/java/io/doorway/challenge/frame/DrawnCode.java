package io.doorway.challenge.frame;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The modules of a drawn QR code with its quiet zone.
 *
 * @param dark for each row and column, whether the module is dark
 */
record DrawnCode(boolean[][] dark) {

    private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+) \\d+\"");
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)\\.5h(\\d+)");

    /** Reads the drawing as a browser paints it. */
    static DrawnCode of(String svg) {
        Matcher size = SIZE.matcher(svg);
        if (!size.find()) {
            throw new IllegalArgumentException("not a drawing: " + svg);
        }
        int modules = Integer.parseInt(size.group(1));
        boolean[][] dark = new boolean[modules][modules];
        Matcher run = RUN.matcher(svg);
        while (run.find()) {
            int x = Integer.parseInt(run.group(1));
            for (int i = 0; i < Integer.parseInt(run.group(3)); i++) {
                dark[Integer.parseInt(run.group(2))][x + i] = true;
            }
        }
        return new DrawnCode(dark);
    }

    /** The number of modules on a side, with the quiet zone. */
    int size() {
        return dark.length;
    }
}
