package io.doorway.approval.enrolment;

import io.doorway.protocol.Sha256;
import io.doorway.protocol.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A one-time enrolment code: 20 characters of Crockford's base 32. It has no letter that could be read as a digit, so that a
 * person can type it; the ones they type all the same are taken for what was meant.
 *
 * <p>The first six characters name the invitation, so that wrong guesses of its secret can be counted, and so that nobody who
 * does not know the name, of 30 random bits, can use up another's guesses. The other fourteen, 70 random bits, are the secret.
 *
 * @param invitation the name, no secret
 * @param text the whole code in its one spelling
 */
record EnrolmentCode(String invitation, SecretText text) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 20;
    private static final int NAME_LENGTH = 6;

    static EnrolmentCode random(RandomGenerator random) {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return of(code.toString());
    }

    /** The code in what a person may have typed: any case, with spaces or dashes, {@code O} for 0, {@code I} or {@code L} for 1. */
    static Optional<EnrolmentCode> parse(String typed) {
        String code = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        boolean valid = code.length() == LENGTH && code.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
        return valid ? Optional.of(of(code)) : Optional.empty();
    }

    /** What the database knows the secret by. */
    byte[] secretHash() {
        return hash(text.open().substring(NAME_LENGTH));
    }

    /** What an attestation has to be bound to. */
    byte[] challenge() {
        return hash(text.open());
    }

    private static byte[] hash(String part) {
        return Sha256.of(part.getBytes(StandardCharsets.US_ASCII));
    }

    private static EnrolmentCode of(String code) {
        return new EnrolmentCode(code.substring(0, NAME_LENGTH), SecretText.of(code));
    }
}
