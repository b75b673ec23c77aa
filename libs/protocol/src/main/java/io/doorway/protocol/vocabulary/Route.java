package io.doorway.protocol.vocabulary;

/** How a challenge gets from the browser to the app that approves it. On the wire with a hyphen, for example {@code same-device}. */
public enum Route implements WireName {
    /** As a QR code, scanned by another device. */
    CROSS_DEVICE,
    /** As a link, opened on the browser's own device. */
    SAME_DEVICE,
    /** As a short code that the person reads in the browser and enters in the app, without a camera. */
    ENTERED_CODE,
    /** Without a browser: a relying party names the account, whose phones list the request (OpenID CIBA). */
    BACKCHANNEL;

    @Override
    public String wireName() {
        return WireName.super.wireName().replace('_', '-');
    }
}
