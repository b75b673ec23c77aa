package io.doorway.approval.account.enrolment;

import io.doorway.protocol.encoding.Crockford32;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.secret.SecretText;
import java.nio.charset.StandardCharsets;
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
    private static final int LENGTH = 20;
    private static final int INVITATION_LENGTH = 6;

    static EnrolmentCode random(RandomGenerator random) {
        return of(Crockford32.random(random, LENGTH));
    }

    /** The code that a person typed. */
    static Optional<EnrolmentCode> parse(String typed) {
        return Crockford32.parse(typed, LENGTH).map(EnrolmentCode::of);
    }

    /** The SHA-256 of the secret, which the database stores. */
    byte[] secretHash() {
        return Sha256.of(text.open().substring(INVITATION_LENGTH).getBytes(StandardCharsets.US_ASCII));
    }

    private static EnrolmentCode of(String code) {
        return new EnrolmentCode(code.substring(0, INVITATION_LENGTH), SecretText.of(code));
    }
}
