package io.doorway.session.oauth;

/** The assurance that a login can reach, as {@code acr} names it. */
public final class Acr {
    /** A registered device scanned the QR code and approved by signature. */
    public static final String QR = "urn:doorway:acr:qr";

    private Acr() {}
}
