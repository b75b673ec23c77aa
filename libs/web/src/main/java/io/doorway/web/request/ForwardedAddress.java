package io.doorway.web.request;

import io.doorway.web.geography.IpNetwork;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code X-Forwarded-For}, as the proxies that exist write it: an address, with or without a port, an IPv6 address also in
 * brackets. The port is that of the client and changes with each connection; it is not used.
 *
 * @param ip empty if the proxy says that it does not name the address: {@code unknown}, or an identifier of RFC 7239 section 6.3
 */
record ForwardedAddress(Optional<InetAddress> ip) {

    private static final Pattern FORM = Pattern.compile("(?:\\[(?<bracketed>[^]]*)]|(?<ipv4>[0-9.]+))(?::[0-9]{1,5})?");
    private static final Pattern NOT_NAMED = Pattern.compile("unknown|_[A-Za-z0-9._-]{1,64}");

    /** Parses untrusted text; empty if it is none of these. Host names are never resolved. */
    static Optional<ForwardedAddress> parse(String entry) {
        String text = entry.strip();
        if (NOT_NAMED.matcher(text).matches()) {
            return Optional.of(new ForwardedAddress(Optional.empty()));
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return ipv6(text);
        }
        @Nullable String bracketed = form.group("bracketed");
        return bracketed == null ? address(form.group("ipv4")) : ipv6(bracketed);
    }

    private static Optional<ForwardedAddress> ipv6(String text) {
        return text.indexOf(':') < 0 ? Optional.empty() : address(text);
    }

    private static Optional<ForwardedAddress> address(String text) {
        return IpNetwork.parse(text).map(ip -> new ForwardedAddress(Optional.of(ip)));
    }
}
