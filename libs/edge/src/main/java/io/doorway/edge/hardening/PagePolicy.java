package io.doorway.edge.hardening;

import java.util.regex.Pattern;

/**
 * What the pages at some addresses may do. A service has a bean of it for each of its groups of pages.
 *
 * @param paths which normalized paths; whatever it does not match as a whole is no page
 * @param content what the page may load and run
 * @param permissions the value of {@code Permissions-Policy}
 */
public record PagePolicy(Pattern paths, ContentPolicy content, String permissions) {

    /** Nothing of the machine: neither for the page nor for a frame in it. */
    static final String NO_DEVICES = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
            + "publickey-credentials-create=(), publickey-credentials-get=()";

    /** For pages that need nothing of the machine. */
    public static PagePolicy at(String paths, ContentPolicy content) {
        return new PagePolicy(Pattern.compile(paths), content, NO_DEVICES);
    }

    /** The same for pages that scan. */
    public PagePolicy withCamera() {
        return new PagePolicy(paths, content, permissions.replace("camera=()", "camera=(self)"));
    }

    /** The same for pages that verify their person (WebAuthn section 5.9). */
    public PagePolicy withPasskeys() {
        return new PagePolicy(
                paths,
                content,
                permissions
                        .replace("publickey-credentials-create=()", "publickey-credentials-create=(self)")
                        .replace("publickey-credentials-get=()", "publickey-credentials-get=(self)"));
    }

    boolean covers(String path) {
        return paths.matcher(path).matches();
    }
}
