package io.doorway.approval.account.enrolment;

import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A one-time enrolment code: 20 characters of Crockford's base 32, whose alphabet has no letter that looks like a digit, so that a
 * person can type it.
 *
 * <p>The first six characters, 30 random bits, identify the invitation, so that wrong guesses of its secret are counted per
 * invitation, and only a person who knows its id can use up its guesses. The other fourteen, 70 random bits, are the secret.
 *
 * @param invitation the id of the invitation, not a secret
 * @param text the whole code in its canonical form
 */
record EnrolmentCode(String invitation, SecretText text) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 20;
    private static final int INVITATION_LENGTH = 6;

    static EnrolmentCode random(RandomGenerator random) {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return of(code.toString());
    }

    /** The code that a person typed: in any case, with spaces or dashes, with {@code O} for 0, {@code I} or {@code L} for 1. */
    static Optional<EnrolmentCode> parse(String typed) {
        String code = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        boolean valid = code.length() == LENGTH && code.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
        return valid ? Optional.of(of(code)) : Optional.empty();
    }

    /** The SHA-256 of the secret, which the database stores. */
    byte[] secretHash() {
        return Sha256.of(text.open().substring(INVITATION_LENGTH).getBytes(StandardCharsets.US_ASCII));
    }

    private static EnrolmentCode of(String code) {
        return new EnrolmentCode(code.substring(0, INVITATION_LENGTH), SecretText.of(code));
    }
}
