package io.doorway.approval.credential;

import io.doorway.protocol.vocabulary.StorableText;
import java.util.Optional;

/**
 * A person's name for a device.
 *
 * @param text 1 to 60 code points without control and text-direction characters
 */
public record DeviceName(String text) {
    private static final int MAX_LENGTH = 60;

    /** The name as it was sent, without spaces around it; empty if it is not a name. */
    public static Optional<DeviceName> parse(String sent) {
        String name = sent.strip();
        boolean valid =
                !name.isEmpty() && name.codePointCount(0, name.length()) <= MAX_LENGTH && StorableText.isStorable(name);
        return valid ? Optional.of(new DeviceName(name)) : Optional.empty();
    }
}
