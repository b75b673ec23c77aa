package io.doorway.challenge.frame;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The modules of a drawn QR code with its quiet zone.
 *
 * @param dark for each row and column, whether the module is dark
 */
record DrawnCode(boolean[][] dark) {

    private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+) \\d+\"");
    private static final Pattern ROW = Pattern.compile("M0 (\\d+)\\.5([^M\"]*)");
    private static final Pattern RUN = Pattern.compile("m(\\d+) 0h(\\d+)");

    /** Reads the drawing as a browser paints it. */
    static DrawnCode of(String svg) {
        Matcher size = SIZE.matcher(svg);
        if (!size.find()) {
            throw new IllegalArgumentException("not a drawing: " + svg);
        }
        int modules = Integer.parseInt(size.group(1));
        boolean[][] dark = new boolean[modules][modules];
        Matcher row = ROW.matcher(svg);
        while (row.find()) {
            Matcher run = RUN.matcher(row.group(2));
            int x = 0;
            while (run.find()) {
                x += Integer.parseInt(run.group(1));
                int end = x + Integer.parseInt(run.group(2));
                Arrays.fill(dark[Integer.parseInt(row.group(1))], x, end, true);
                x = end;
            }
        }
        return new DrawnCode(dark);
    }

    /** The number of modules on a side, with the quiet zone. */
    int size() {
        return dark.length;
    }
}
