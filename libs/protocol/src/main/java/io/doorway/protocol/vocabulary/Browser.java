package io.doorway.protocol.vocabulary;

import org.jspecify.annotations.Nullable;

/**
 * The browser of a challenge: the values that it is authenticated by, and the values that the person is shown.
 *
 * @param cookieHash SHA-256 of the binding cookie, base64url
 * @param keyThumbprint RFC 7638 thumbprint of the browser key, which the login page cannot export
 * @param ip the client address of its request
 * @param location the location of that address, or null without a geography database
 * @param userAgent browser and operating system as text
 * @param timeZone the IANA name of the time zone that the login page reports, or null
 * @param shared whether several people use it, so that it must never become a known browser
 */
public record Browser(
        String cookieHash,
        String keyThumbprint,
        String ip,
        @Nullable String location,
        String userAgent,
        @Nullable String timeZone,
        boolean shared) {

    /** Whether two challenges are of one browser. This does not authenticate the sender of a request. */
    public boolean isSameAs(Browser other) {
        return keyThumbprint.equals(other.keyThumbprint);
    }
}
