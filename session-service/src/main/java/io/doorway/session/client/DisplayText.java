package io.doorway.session.client;

/**
 * Text of a relying party that a person reads before approving. Characters that can hide, reorder or fake other text are
 * refused rather than removed, so that what was registered or asked is what is shown and signed.
 */
public final class DisplayText {
    private DisplayText() {}

    /** Whether the text is visible, on one line, and reads in the order it is stored in. */
    public static boolean isPlain(String text) {
        return !text.isBlank() && text.codePoints().allMatch(DisplayText::isPlain);
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            // FORMAT holds the bidirectional controls and the zero-width characters.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
