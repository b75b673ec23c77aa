package io.doorway.protocol.challenge;

import java.util.List;

/**
 * The assurance that a login reaches, as {@code acr} names it. Each says how the approval came about and nothing more: none of
 * those that cross devices is phishing resistant (NIST SP 800-63B-4 section 3.1.3.1).
 */
public final class Acr {

    /** An enrolled device scanned the QR code and approved by signature. */
    public static final String QR = "urn:doorway:acr:qr";

    /** An enrolled app approved by signature and led back into the browser that asked, on the same device. */
    public static final String SAME_DEVICE = "urn:doorway:acr:same-device";

    /** As {@link #QR}, and a passkey verified the person and signed the transcript. */
    public static final String PASSKEY = "urn:doorway:acr:passkey";

    /** As {@link #SAME_DEVICE}, and a passkey verified the person and signed the transcript. */
    public static final String SAME_DEVICE_PASSKEY = "urn:doorway:acr:same-device-passkey";

    /** All of them, from the weakest to the strongest. */
    public static final List<String> ALL = List.of(QR, SAME_DEVICE, PASSKEY, SAME_DEVICE_PASSKEY);

    private Acr() {}

    /** Whether an approval has to hold a passkey's assertion to reach it. */
    public static boolean needsPasskey(String acr) {
        return acr.equals(PASSKEY) || acr.equals(SAME_DEVICE_PASSKEY);
    }

    /** Whether a login that reached one also is what the other names. A passkey seen across devices is not on the same device. */
    public static boolean satisfies(String reached, String asked) {
        return reached.equals(asked) || asked.equals(QR) || reached.equals(SAME_DEVICE_PASSKEY);
    }

    /** What an approval over this route reaches. */
    public static String reached(Route route, boolean passkey) {
        return switch (route) {
            case CROSS_DEVICE -> passkey ? PASSKEY : QR;
            case SAME_DEVICE -> passkey ? SAME_DEVICE_PASSKEY : SAME_DEVICE;
        };
    }
}
