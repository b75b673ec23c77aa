package io.doorway.protocol.vocabulary;

/**
 * An observation about a login that the person should check. No signal proves an attack, and the absence of signals does not prove
 * that there is none (RFC 10027): networks are shared, and geolocation is inexact.
 */
public enum RiskSignal implements WireName {
    /** The account does not know the browser. */
    NEW_BROWSER,
    /** Browser and phone have different addresses. */
    ADDRESS_MISMATCH,
    /** The addresses of browser and phone are located in different countries. */
    COUNTRY_MISMATCH,
    /** Browser and phone are in networks of different operators. */
    NETWORK_MISMATCH,
    /** Browser and phone have different time zones. */
    TIME_ZONE_MISMATCH,
    /** The browser's address belongs to a hosting provider. */
    HOSTING_PROVIDER,
    /** The browser's address has created many challenges recently. */
    BUSY_SOURCE,
    /** Much time passed before the scan, or the frame took long to arrive. */
    SLOW_SCAN,
    /** A link was opened on the route {@link Route#CROSS_DEVICE}, where a QR code is scanned. */
    OPENED_BY_LINK,
    /** A code was entered on the route {@link Route#ENTERED_CODE}. Somebody else may have dictated it. */
    ENTERED_CODE,
    /** A second device has scanned the same QR code. */
    SECOND_DEVICE
}
