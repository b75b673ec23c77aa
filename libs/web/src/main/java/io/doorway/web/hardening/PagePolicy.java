package io.doorway.web.hardening;

import java.util.regex.Pattern;

/**
 * The security headers of a group of pages. A service has one bean of this type for each group.
 *
 * @param paths matches the whole normalized path of each page of the group
 * @param content what the pages may load and run
 * @param permissions the value of {@code Permissions-Policy}
 */
public record PagePolicy(Pattern paths, PageContentPolicy content, String permissions) {

    /** No access to devices, for the page and for frames in it. */
    static final String NO_DEVICES = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
            + "publickey-credentials-create=(), publickey-credentials-get=()";

    /** For pages without access to devices. */
    public static PagePolicy at(String paths, PageContentPolicy content) {
        return new PagePolicy(Pattern.compile(paths), content, NO_DEVICES);
    }

    /** The same for pages that use the camera. */
    public PagePolicy withCamera() {
        return new PagePolicy(paths, content, permissions.replace("camera=()", "camera=(self)"));
    }

    /** The same for pages that use passkeys (WebAuthn section 5.9). */
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
