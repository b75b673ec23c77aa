package io.doorway.protocol.vocabulary;

import java.util.Arrays;
import java.util.Optional;

/**
 * How an app obtained the QR frame that it submits. The app declares it and signs it; the server cannot observe it. Only a camera is a
 * scan: somebody else may have made the phone open a link, or talked the person into entering a code.
 */
public enum FrameSource implements WireName {
    /** The app's own camera read the QR code on a screen. */
    CAMERA,
    /**
     * The address in the QR code was opened, by a camera application, another application, an NFC tag or a page, or the person gave the app
     * the address or a picture of the code.
     */
    LINK,
    /** The person entered the code of the login page: there is no frame, and the message contains the code instead. */
    CODE,
    /** The person opened the request in the app's list: there is no frame, and the message contains the challenge's id instead. */
    LIST;

    /** The source of this wire name, or empty if there is none. */
    public static Optional<FrameSource> parse(String wireName) {
        return Arrays.stream(values())
                .filter(source -> source.wireName().equals(wireName))
                .findFirst();
    }
}
