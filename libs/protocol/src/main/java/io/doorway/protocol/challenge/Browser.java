package io.doorway.protocol.challenge;

import org.jspecify.annotations.Nullable;

/**
 * The browser that waits: what it is bound by and what the person is shown of it.
 *
 * @param cookieHash SHA-256 of the binding cookie, base64url
 * @param keyThumbprint RFC 7638 thumbprint of the key that the page holds and cannot export
 * @param ip its address as Doorway saw it
 * @param location where that address is said to be, or null if the operator configured no geography
 * @param userAgent browser and system in words
 * @param timeZone the IANA name of its time zone as the page says, or null
 * @param shared whether others use it too, so that it must never become known
 */
public record Browser(
        String cookieHash,
        String keyThumbprint,
        String ip,
        @Nullable String location,
        String userAgent,
        @Nullable String timeZone,
        boolean shared) {}
