package io.doorway.protocol.vocabulary;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/**
 * The assurance of a login, the values of the {@code acr} claim (OpenID Connect Core section 2), from the weakest to the
 * strongest. A value states how the login was approved and nothing more. A login that crosses devices is not phishing resistant
 * (NIST SP 800-63B-4 section 3.1.3.1).
 */
public enum Acr {
    /** An enrolled device scanned the QR code, or was given the code of the login page, and approved by signature. */
    QR("urn:doorway:acr:qr", false),
    /** An enrolled app on the browser's own device approved by signature and returned to the browser. */
    SAME_DEVICE("urn:doorway:acr:same-device", false),
    /** As {@link #QR}, or a request of a relying party for a known account, and a passkey verified the person and signed the transcript. */
    PASSKEY("urn:doorway:acr:passkey", true),
    /** As {@link #SAME_DEVICE}, and a passkey verified the person and signed the transcript. */
    SAME_DEVICE_PASSKEY("urn:doorway:acr:same-device-passkey", true);

    private final String uri;
    private final boolean needsPasskey;

    Acr(String uri, boolean needsPasskey) {
        this.uri = uri;
        this.needsPasskey = needsPasskey;
    }

    /** The value of the claim, and in JSON. */
    @JsonValue
    public String uri() {
        return uri;
    }

    /** The assurance of this URI, or empty if Doorway does not define it. */
    public static Optional<Acr> parse(String uri) {
        return Arrays.stream(values()).filter(acr -> acr.uri.equals(uri)).findFirst();
    }

    /** The assurance that an approval over this route reaches. */
    public static Acr reached(Route route, boolean passkey) {
        return switch (route) {
            case CROSS_DEVICE, ENTERED_CODE, BACKCHANNEL -> passkey ? PASSKEY : QR;
            case SAME_DEVICE -> passkey ? SAME_DEVICE_PASSKEY : SAME_DEVICE;
        };
    }

    /** Whether an approval needs a passkey's assertion to reach it. */
    public boolean needsPasskey() {
        return needsPasskey;
    }

    /** Whether a login that reached this one satisfies a request for the other. A passkey across devices is not on the same device. */
    public boolean satisfies(Acr requested) {
        return this == requested || requested == QR || this == SAME_DEVICE_PASSKEY;
    }
}
