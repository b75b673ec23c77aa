package io.doorway.testkit.passkey;

import java.net.URI;

/**
 * How an authenticator and its browser behave: what they say of themselves in a ceremony.
 *
 * @param origin of the page that asked, in the client data
 * @param relyingParty the domain that the passkey is for, whose hash is in the authenticator data
 * @param flags of the authenticator data (WebAuthn section 6.1)
 * @param counter of signatures; 0 from authenticators that do not count
 * @param crossOrigin whether the page that asked is in a frame of another origin
 */
public record Manner(String origin, String relyingParty, int flags, long counter, boolean crossOrigin) {

    /** UP: somebody touched it. */
    public static final int USER_PRESENT = 0x01;

    /** UV: it knows that it was its owner, by finger, face or PIN. */
    public static final int USER_VERIFIED = 0x04;

    /** A well-behaved one, on a page of this origin. */
    public static Manner at(String origin) {
        return new Manner(origin, URI.create(origin).getHost(), USER_PRESENT | USER_VERIFIED, 0, false);
    }

    public Manner withOrigin(String other) {
        return new Manner(other, relyingParty, flags, counter, crossOrigin);
    }

    public Manner withRelyingParty(String other) {
        return new Manner(origin, other, flags, counter, crossOrigin);
    }

    public Manner withFlags(int other) {
        return new Manner(origin, relyingParty, other, counter, crossOrigin);
    }

    public Manner withCounter(long other) {
        return new Manner(origin, relyingParty, flags, other, crossOrigin);
    }

    public Manner inAForeignFrame() {
        return new Manner(origin, relyingParty, flags, counter, true);
    }
}
