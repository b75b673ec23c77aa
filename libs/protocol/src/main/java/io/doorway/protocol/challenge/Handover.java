package io.doorway.protocol.challenge;

import io.doorway.protocol.secret.SecretText;
import java.time.Duration;

/**
 * What the approving phone is given and the browser has to present: it shows that the two are in front of one person, or on one
 * device. A relayed QR code does not carry it.
 *
 * @param kind {@link Check#TYPED_CODE} or {@link Check#RETURN}
 * @param secret six digits, or the nonce of the link that leads back
 * @param triesLeft how many wrong ones may still come before the login is cancelled
 */
public record Handover(Check kind, SecretText secret, int triesLeft) {

    /** How long the browser has, counted from the approval. */
    public static final Duration WITHIN = Duration.ofSeconds(60);

    /** How many times a code may be typed: one chance in 333,333 to guess six digits (ASVS 5.0 V6.6.3 asks for a limit). */
    public static final int TRIES = 3;

    public Handover {
        if (kind != Check.TYPED_CODE && kind != Check.RETURN) {
            throw new IllegalArgumentException(kind + " is not handed over");
        }
        if (triesLeft < 1) {
            throw new IllegalArgumentException("without a try left the challenge is cancelled");
        }
    }

    Handover lessOneTry() {
        return new Handover(kind, secret, triesLeft - 1);
    }
}
