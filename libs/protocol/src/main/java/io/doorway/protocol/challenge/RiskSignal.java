package io.doorway.protocol.challenge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Something about a login that a person should look at twice. No signal proves an attack, and none of them missing proves that
 * there is none (RFC 10027): networks are shared, and geography is a guess.
 */
public enum RiskSignal {
    /** This account has never used the browser. */
    NEW_BROWSER,
    /** Browser and phone have different addresses. */
    ADDRESS_MISMATCH,
    /** Browser and phone are said to be in different countries. */
    COUNTRY_MISMATCH,
    /** Browser and phone are in networks of different operators. */
    NETWORK_MISMATCH,
    /** Browser and phone have clocks of different zones. */
    TIME_ZONE_MISMATCH,
    /** The browser's address belongs to a hosting provider. */
    HOSTING_PROVIDER,
    /** The browser's address has asked for many codes lately. */
    BUSY_SOURCE,
    /** The code was shown for long before it was scanned, or the frame took long to arrive. */
    SLOW_SCAN,
    /** A second device has scanned the same code. */
    SECOND_DEVICE;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
