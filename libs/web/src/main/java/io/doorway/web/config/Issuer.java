package io.doorway.web.config;

import io.doorway.web.geography.IpNetwork;
import io.netty.util.NetUtil;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** The public origin of the installation, which is its OpenID issuer. */
@Singleton
public class Issuer {

    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("https", 443, "http", 80);

    private final URI uri;

    @Inject
    Issuer(CommonConfig config) {
        this(config.issuer());
    }

    /**
     * @throws IllegalArgumentException if {@code configured} is not an origin of scheme https or http, or not written as browsers write it:
     *     they send {@code https://id.example.org} as {@code Origin} whichever way the address was typed, and relying parties compare
     *     the issuer character by character
     */
    public Issuer(URI configured) {
        if (!isOrigin(configured)) {
            throw new IllegalArgumentException(
                    "doorway.issuer: " + configured + " (expected: an origin such as https://id.example.org)");
        }
        String canonical = canonical(configured);
        if (!canonical.equals(configured.toString())) {
            throw new IllegalArgumentException("doorway.issuer: " + configured + " (write it as " + canonical + ")");
        }
        this.uri = configured;
    }

    private static boolean isOrigin(URI uri) {
        return uri.getScheme() != null
                && uri.getHost() != null
                && DEFAULT_PORTS.containsKey(uri.getScheme().toLowerCase(Locale.ROOT))
                && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null;
    }

    /** The serialisation of the origin (WHATWG URL): lower case, without the scheme's default port, addresses in their shortest form. */
    private static String canonical(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean withPort = uri.getPort() >= 0 && DEFAULT_PORTS.getOrDefault(scheme, -1) != uri.getPort();
        return scheme + "://" + host(uri.getHost()) + (withPort ? ":" + uri.getPort() : "");
    }

    private static String host(String host) {
        return host.startsWith("[")
                ? IpNetwork.parse(host.substring(1, host.length() - 1))
                        .map(address -> "[" + NetUtil.toAddressString(address) + "]")
                        .orElse(host)
                : host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    /** The origin, such as {@code https://id.example.org}. */
    public URI uri() {
        return uri;
    }

    /** The public address of a path on this origin. */
    public URI at(String path) {
        return URI.create(uri + path);
    }

    /** Whether browsers treat the issuer as secure in spite of plain HTTP, for development. */
    public boolean isLocalhost() {
        return "localhost".equals(uri.getHost()) || uri.getHost().equals("127.0.0.1");
    }

    /** Whether the origin has the scheme https. */
    public boolean isHttps() {
        return "https".equals(uri.getScheme());
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
