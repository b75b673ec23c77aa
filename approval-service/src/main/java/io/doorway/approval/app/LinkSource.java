package io.doorway.approval.app;

import org.jspecify.annotations.Nullable;

/**
 * What opened the address of a QR code, by the {@code Sec-Fetch-Site} header that the browser sets and no page can change.
 */
enum LinkSource {
    /** A camera application, an NFC tag, or another application of the phone. */
    CAMERA_LINK("camera-link"),
    /** The login page on the same phone. */
    OWN_PAGE("own-page"),
    /** Another website. */
    WEBSITE("website"),
    /** Not known: the browser does not send the header. */
    LINK("link");

    private final String name;

    LinkSource(String name) {
        this.name = name;
    }

    /** @param site the header, or null if the browser did not send it */
    static LinkSource of(@Nullable String site) {
        return switch (site) {
            case "none" -> CAMERA_LINK;
            case "same-origin" -> OWN_PAGE;
            case "same-site", "cross-site" -> WEBSITE;
            case null, default -> LINK;
        };
    }

    /** The name in the page. */
    String text() {
        return name;
    }
}
