package io.doorway.session.provider.device;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The user code of RFC 8628: eight of twenty consonants, without those that resemble another (section 6.1), which are 34 bits. A guess finds
 * one of a thousand open codes with a probability of one to 25 million.
 *
 * @param text without the hyphen
 */
record TypedCode(String text) {
    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;
    private static final Pattern FORM = Pattern.compile("[" + LETTERS + "]{" + LENGTH + "}");

    static TypedCode random(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new TypedCode(text.toString());
    }

    /** What a person typed: in either case, with or without spaces and hyphens. */
    static Optional<TypedCode> parse(@Nullable String typed) {
        return Optional.ofNullable(typed)
                .map(text -> text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT))
                .filter(text -> FORM.matcher(text).matches())
                .map(TypedCode::new);
    }

    /** As the device shows it. */
    String shown() {
        return text.substring(0, LENGTH / 2) + "-" + text.substring(LENGTH / 2);
    }

    /** Without the letters, because it is a secret until it is typed. */
    @Override
    public String toString() {
        return "TypedCode[REDACTED]";
    }
}
