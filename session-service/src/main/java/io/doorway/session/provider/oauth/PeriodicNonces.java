package io.doorway.session.provider.oauth;

import io.doorway.protocol.secret.ConstantTime;
import io.doorway.protocol.secret.Hmac;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Nonces that a client signs, to prove that it has signed lately. A nonce is a MAC of a period of time and of what it is for, so that every
 * instance accepts those of the others and none is stored. It may be used more than once.
 *
 * @param hmac with a key that has no other purpose
 * @param period for how long a nonce is issued; it is accepted for as long again. The clocks of the instances differ by less
 */
public record PeriodicNonces(Hmac hmac, Duration period, InstantSource clock) {

    /**
     * The nonce to sign next.
     *
     * @param use what it is for, such as a session; an empty text if there is one use only
     */
    public String current(String use) {
        return of(number(), use);
    }

    /** Whether the nonce is for this use, and of this period, the one before, or the next, which has begun where a clock is ahead. */
    public boolean isAccepted(String nonce, String use) {
        long now = number();
        return ConstantTime.equal(nonce, of(now, use))
                || ConstantTime.equal(nonce, of(now - 1, use))
                || ConstantTime.equal(nonce, of(now + 1, use));
    }

    private long number() {
        return clock.instant().getEpochSecond() / period.toSeconds();
    }

    private String of(long number, String use) {
        return hmac.text(number + " " + use);
    }
}
