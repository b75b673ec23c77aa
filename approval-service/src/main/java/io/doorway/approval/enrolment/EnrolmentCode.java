package io.doorway.approval.enrolment;

import io.doorway.protocol.Sha256;
import io.doorway.protocol.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A one-time enrolment code: 20 characters of Crockford's base 32, 100 random bits. It has no letter that could be read as a
 * digit, so that a person can type it; the ones they type all the same are taken for what was meant.
 *
 * @param text the code in its one spelling
 */
record EnrolmentCode(SecretText text) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 20;

    static EnrolmentCode random(RandomGenerator random) {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new EnrolmentCode(SecretText.of(code.toString()));
    }

    /** The code in what a person may have typed: any case, with spaces or dashes, {@code O} for 0, {@code I} or {@code L} for 1. */
    static Optional<EnrolmentCode> parse(String typed) {
        String code = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        boolean valid = code.length() == LENGTH && code.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
        return valid ? Optional.of(new EnrolmentCode(SecretText.of(code))) : Optional.empty();
    }

    /** What the database knows it by. */
    byte[] hash() {
        return Sha256.of(text.open().getBytes(StandardCharsets.US_ASCII));
    }
}
