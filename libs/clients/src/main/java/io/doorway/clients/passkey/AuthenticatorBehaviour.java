package io.doorway.clients.passkey;

import java.net.URI;

/**
 * The values that an authenticator and its browser report in a WebAuthn ceremony.
 *
 * @param origin the origin of the page, in the client data
 * @param relyingParty the relying party ID (a domain), whose hash is in the authenticator data
 * @param flags the flags of the authenticator data (WebAuthn section 6.1)
 * @param counter the signature counter; 0 if the authenticator has none
 * @param crossOrigin whether the page is in a frame of another origin
 */
public record AuthenticatorBehaviour(String origin, String relyingParty, int flags, long counter, boolean crossOrigin) {

    /** UP: user present. */
    public static final int USER_PRESENT = 0x01;

    /** UV: user verified, by fingerprint, face or PIN. */
    public static final int USER_VERIFIED = 0x04;

    /** The correct behaviour on a page of this origin. */
    public static AuthenticatorBehaviour wellBehavedAt(String origin) {
        return new AuthenticatorBehaviour(origin, URI.create(origin).getHost(), USER_PRESENT | USER_VERIFIED, 0, false);
    }

    public AuthenticatorBehaviour withOrigin(String other) {
        return new AuthenticatorBehaviour(other, relyingParty, flags, counter, crossOrigin);
    }

    public AuthenticatorBehaviour withRelyingParty(String other) {
        return new AuthenticatorBehaviour(origin, other, flags, counter, crossOrigin);
    }

    public AuthenticatorBehaviour withFlags(int other) {
        return new AuthenticatorBehaviour(origin, relyingParty, other, counter, crossOrigin);
    }

    public AuthenticatorBehaviour withCounter(long other) {
        return new AuthenticatorBehaviour(origin, relyingParty, flags, other, crossOrigin);
    }

    public AuthenticatorBehaviour inCrossOriginFrame() {
        return new AuthenticatorBehaviour(origin, relyingParty, flags, counter, true);
    }
}
