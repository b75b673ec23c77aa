package io.doorway.approval.phone.decide;

import io.doorway.protocol.challenge.BrowserConfirmation;
import io.doorway.protocol.challenge.BrowserConfirmation.ConfirmationCode;
import io.doorway.protocol.challenge.BrowserConfirmation.ReturnNonce;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.web.config.Issuer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Creates the confirmation code or return nonce of an approval, and the response that passes it to the phone. */
@Singleton
class BrowserConfirmations {
    /** Six digits, the minimum of NIST SP 800-63B-4 section 3.1.3, with three attempts. */
    private static final int CODES = 1_000_000;

    private static final int NONCE_BYTES = 16;

    private final RandomGenerator random;
    private final Issuer issuer;

    /** @param random cryptographically strong, as {@code io.doorway.web.config.ClockAndRandom} provides it */
    BrowserConfirmations(RandomGenerator random, Issuer issuer) {
        this.random = random;
        this.issuer = issuer;
    }

    /** A new confirmation that the browser has to present; null if the check is {@link Check#NONE}. */
    @Nullable
    BrowserConfirmation create(Check check) {
        return switch (check) {
            case NONE -> null;
            case TYPED_CODE -> ConfirmationCode.of(code());
            case RETURN -> new ReturnNonce(nonce());
            case PASSKEY -> throw new IllegalArgumentException("a browser does not present a passkey");
        };
    }

    /**
     * The response to the phone. For one approval it is always the same, except for the time that is left.
     *
     * @param now the time by the store's clock at which the challenge was read
     */
    DecisionResponse response(Approved approved, Instant now) {
        Duration left = Duration.between(now, approved.deadline());
        return switch (approved.confirmation()) {
            case null -> DecisionResponse.APPROVED;
            case ConfirmationCode code -> DecisionResponse.withCode(code.secret(), left);
            case ReturnNonce nonce -> DecisionResponse.withReturnLink(returnLink(approved.id(), nonce.secret()), left);
        };
    }

    /** The nonce is the fragment, which browsers send neither to servers nor in a {@code Referer}. */
    private SecretText returnLink(ChallengeId id, SecretText nonce) {
        return SecretText.of(issuer.at("/login/" + id + "/return") + "#" + nonce.open());
    }

    private SecretText code() {
        return SecretText.of(String.format(Locale.ROOT, "%06d", random.nextInt(CODES)));
    }

    private SecretText nonce() {
        return SecretText.of(Base64Url.random(random, NONCE_BYTES));
    }
}
