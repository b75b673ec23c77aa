package io.doorway.protocol.vocabulary;

/** Text of a person or a client that is stored and shown later: any script and emoji, and nothing that changes the text around it. */
public final class StorableText {

    private StorableText() {}

    /** Whether the text has no control character, no half of a surrogate pair and no bidirectional control. */
    public static boolean isStorable(String text) {
        return text.codePoints().noneMatch(StorableText::isRefused);
    }

    private static boolean isRefused(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE
                || isBidirectionalControl(codePoint);
    }

    /** The property Bidi_Control of Unicode. */
    private static boolean isBidirectionalControl(int codePoint) {
        return codePoint == 0x061C
                || codePoint == 0x200E
                || codePoint == 0x200F
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }
}
