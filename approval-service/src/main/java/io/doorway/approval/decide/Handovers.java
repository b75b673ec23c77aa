package io.doorway.approval.decide;

import io.doorway.edge.config.Issuer;
import io.doorway.protocol.Base64Url;
import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.Handover;
import io.doorway.protocol.secret.SecretText;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes what an approving phone is given for the browser, and puts it in the phone's answer. */
@ApplicationScoped
class Handovers {
    /** Six digits (NIST SP 800-63B-4 section 3.1.3 asks for six at least); three tries make that enough. */
    private static final int CODES = 1_000_000;

    private static final int NONCE_BYTES = 16;

    private final RandomGenerator random;
    private final Issuer issuer;

    /** @param random cryptographically strong, as {@code io.doorway.edge.config.Sources} provides it */
    Handovers(RandomGenerator random, Issuer issuer) {
        this.random = random;
        this.issuer = issuer;
    }

    /** What the browser will have to present, new each time; null where it has nothing to. */
    @Nullable
    Handover of(Check check) {
        return switch (check) {
            case NONE -> null;
            case TYPED_CODE -> new Handover(check, code(), Handover.TRIES);
            case RETURN -> new Handover(check, nonce(), 1);
            case PASSKEY -> throw new IllegalArgumentException("a passkey is the phone's to present");
        };
    }

    /**
     * The answer to the phone; of the same handover always the same, but for what is left of its time.
     *
     * @param now the store's clock, as the challenge was read
     */
    Decided answer(Approved approved, Instant now) {
        Handover handover = approved.handover();
        if (handover == null) {
            return Decided.APPROVED;
        }
        Duration left = Duration.between(now, approved.deadline());
        return handover.kind() == Check.RETURN
                ? Decided.returning(wayBack(approved.id(), handover.secret()), left)
                : Decided.typing(handover.secret(), left);
    }

    /** The nonce is a fragment, which browsers do not send to servers, nor in a Referer. */
    private SecretText wayBack(ChallengeId id, SecretText nonce) {
        return SecretText.of(issuer.at("/login/" + id + "/return") + "#" + nonce.open());
    }

    private SecretText code() {
        return SecretText.of(String.format(Locale.ROOT, "%06d", random.nextInt(CODES)));
    }

    private SecretText nonce() {
        return SecretText.of(Base64Url.random(random, NONCE_BYTES));
    }
}
