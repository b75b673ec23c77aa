package io.doorway.approval.app;

import org.jspecify.annotations.Nullable;

/**
 * What opened the address of a QR code, by the headers {@code Sec-Fetch-Site} and {@code Sec-Purpose} that the browser sets and no page can
 * change.
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

    /**
     * @param site {@code Sec-Fetch-Site}, or null if the browser did not send it
     * @param purpose {@code Sec-Purpose}, which a browser sends with a page that it loads in advance because another page asks for it;
     *     then the site is {@code none}, as for a camera application. Null for every other request
     */
    static LinkSource of(@Nullable String site, @Nullable String purpose) {
        if (purpose != null) {
            return WEBSITE;
        }
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
