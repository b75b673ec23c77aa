package io.doorway.session.provider.client;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.regex.Pattern;

/**
 * Validates a relying party's text that a person reads before approving. Characters that can hide, reorder or imitate other text are
 * refused and not removed, so that the text that was registered or requested is the text that is shown and signed.
 */
public final class DisplayText {
    /** More marks on one letter overlap the lines around it (UTS #39 section 5.4). */
    private static final int MAX_MARKS = 4;

    /**
     * An emoji with what belongs to it: the selector of its coloured form, and the joiner to the next one. The emoji is a group and not a
     * lookbehind, in which Java finds no supplementary character.
     */
    private static final Pattern JOINED_EMOJI = Pattern.compile("([\\p{IsExtended_Pictographic}\\p{IsEmoji_Modifier}])"
            + "(?:\\x{FE0F}(?:\\x{200D}(?=\\p{IsExtended_Pictographic}))?|\\x{200D}(?=\\p{IsExtended_Pictographic}))");

    private DisplayText() {}

    /** Whether the text is visible, has one line, and is displayed in the order in which it is stored. */
    public static boolean isPlain(String text) {
        return !text.isBlank()
                && JOINED_EMOJI.matcher(text).replaceAll("$1").codePoints().allMatch(DisplayText::isPlain)
                && longestRunOfMarks(text) <= MAX_MARKS;
    }

    /** The same, for at most so many code points. */
    public static boolean isPlain(String text, int maxCodePoints) {
        return text.codePointCount(0, text.length()) <= maxCodePoints && isPlain(text);
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            // FORMAT includes the bidirectional controls and the zero-width characters.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            // A space of another width looks like two spaces or like none.
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> isVisible(codePoint);
        };
    }

    /** Fillers and selectors are letters, marks and symbols that are not visible. */
    private static boolean isVisible(int codePoint) {
        boolean blankBraillePattern = codePoint == 0x2800;
        return !UCharacter.hasBinaryProperty(codePoint, UProperty.DEFAULT_IGNORABLE_CODE_POINT) && !blankBraillePattern;
    }

    private static int longestRunOfMarks(String text) {
        int longest = 0;
        int run = 0;
        for (int codePoint : text.codePoints().toArray()) {
            run = Character.getType(codePoint) == Character.NON_SPACING_MARK ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
