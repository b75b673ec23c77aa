package io.doorway.session.client;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/**
 * Text of a relying party that a person reads before approving. Characters that can hide, reorder or fake other text are
 * refused rather than removed, so that what was registered or asked is what is shown and signed.
 */
public final class DisplayText {
    /** More marks on one letter run into the lines around it (UTS #39 section 5.4). */
    private static final int MAX_MARKS = 4;

    private DisplayText() {}

    /** Whether the text is visible, on one line, and reads in the order it is stored in. */
    public static boolean isPlain(String text) {
        return !text.isBlank() && text.codePoints().allMatch(DisplayText::isPlain) && marks(text) <= MAX_MARKS;
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
            // A space of another width looks like two, or like none.
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> isVisible(codePoint);
        };
    }

    /** Fillers and selectors are letters, marks and symbols that nobody sees. */
    private static boolean isVisible(int codePoint) {
        boolean blankPattern = codePoint == 0x2800;
        return !UCharacter.hasBinaryProperty(codePoint, UProperty.DEFAULT_IGNORABLE_CODE_POINT) && !blankPattern;
    }

    /** The longest run of marks that stand on one letter. */
    private static int marks(String text) {
        int longest = 0;
        int run = 0;
        for (int codePoint : text.codePoints().toArray()) {
            run = Character.getType(codePoint) == Character.NON_SPACING_MARK ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
