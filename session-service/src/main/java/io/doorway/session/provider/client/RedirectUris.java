package io.doorway.session.provider.client;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/** The redirect URIs of programs on the person's device (RFC 8252 section 7). */
public final class RedirectUris {
    /** Section 7.3: IP literals only, because {@code localhost} may be resolved to something else. */
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

    /** Section 7.1: a scheme of one's own is a domain name in reverse order, so it has a period. The path has one slash, or none. */
    private static final Pattern PRIVATE_USE = Pattern.compile("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+:/?[^/#\\s][^#\\s]*");

    private RedirectUris() {}

    static boolean isPrivateUseScheme(String uri) {
        return PRIVATE_USE.matcher(uri).matches();
    }

    /**
     * Whether a requested redirect URI is the registered one, apart from the port of a loopback address: the system gives the program a free
     * port (section 7.3).
     */
    public static boolean isSameExceptLoopbackPort(String registered, String requested) {
        return isLoopback(registered)
                && isLoopback(requested)
                && withoutPort(registered).equals(withoutPort(requested));
    }

    private static boolean isLoopback(String uri) {
        try {
            URI parsed = URI.create(uri);
            return "http".equals(parsed.getScheme())
                    && LOOPBACK.contains(parsed.getHost())
                    && parsed.getRawUserInfo() == null;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static String withoutPort(String uri) {
        URI parsed = URI.create(uri);
        int authorityEnd = "http://".length() + parsed.getRawAuthority().length();
        return "http://" + parsed.getHost() + uri.substring(authorityEnd);
    }
}
