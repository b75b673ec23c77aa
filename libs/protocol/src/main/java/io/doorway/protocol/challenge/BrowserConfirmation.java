package io.doorway.protocol.challenge;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.Check;

/**
 * A secret that the approving phone receives and that the browser must present. It shows that phone and browser are in front of
 * the same person, or are the same device. A relayed QR code does not contain it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BrowserConfirmation.ConfirmationCode.class, name = "confirmation_code"),
    @JsonSubTypes.Type(value = BrowserConfirmation.ReturnNonce.class, name = "return_nonce"),
})
public sealed interface BrowserConfirmation {

    SecretText secret();

    /** The check that the browser passes by presenting it. */
    default Check check() {
        return switch (this) {
            case ConfirmationCode code -> Check.TYPED_CODE;
            case ReturnNonce nonce -> Check.RETURN;
        };
    }

    /**
     * Six digits, shown by the phone and typed into the browser.
     *
     * @param attemptsLeft the number of codes that the browser may still present; the challenge is cancelled with the last wrong one
     */
    record ConfirmationCode(SecretText secret, int attemptsLeft) implements BrowserConfirmation {

        /** The number of attempts: one chance in 333,333 to guess six digits (OWASP ASVS 5.0 V6.6.3 requires a limit). */
        public static final int MAX_ATTEMPTS = 3;

        /** @throws IllegalArgumentException if no attempt is left */
        public ConfirmationCode {
            if (attemptsLeft < 1) {
                throw new IllegalArgumentException("a code without an attempt left is cancelled with its challenge");
            }
        }

        /** A new code, with all its attempts. */
        public static ConfirmationCode of(SecretText secret) {
            return new ConfirmationCode(secret, MAX_ATTEMPTS);
        }

        /** Whether a wrong code now would be the last one: then the challenge is cancelled instead. */
        public boolean lastAttempt() {
            return attemptsLeft == 1;
        }

        ConfirmationCode afterRejection() {
            if (lastAttempt()) {
                throw new IllegalStateException("the last wrong code cancels the challenge");
            }
            return new ConfirmationCode(secret, attemptsLeft - 1);
        }
    }

    /** A random value in the link by which the phone returns to the browser. A wrong one is refused and uses up nothing. */
    record ReturnNonce(SecretText secret) implements BrowserConfirmation {}
}
