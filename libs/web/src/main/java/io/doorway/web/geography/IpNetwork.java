package io.doorway.web.geography;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The network of an IP address, in two sizes. With IPv6 a household chooses its addresses from a /64, and a customer has up to a /48
 * (RFC 6177), so a single IPv6 address does not identify a customer.
 */
public enum IpNetwork {
    /** One connection of one customer: IPv4 /32, IPv6 /64. */
    ADDRESS(32, 64),
    /** Often one organisation: IPv4 /24, IPv6 /48. */
    NETWORK(24, 48);

    private static final Pattern CHARACTERS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern LEADING_ZERO = Pattern.compile("(?:^|[.:])0[0-9]+\\.|\\.0[0-9]");

    private final int ipv4Bits;
    private final int ipv6Bits;

    IpNetwork(int ipv4Bits, int ipv6Bits) {
        this.ipv4Bits = ipv4Bits;
        this.ipv6Bits = ipv6Bits;
    }

    /** The network as text, such as {@code 203.0.113.0/24}; a text that is not an IP address is returned as it is. */
    public String of(String ip) {
        return parse(ip).map(this::of).orElse(ip);
    }

    /**
     * Parses an IP address without DNS. An IPv4-mapped IPv6 address becomes the IPv4 address. Zones ({@code fe80::1%eth0}) and numbers with
     * leading zeros, which some programs read as octal, are not accepted.
     */
    public static Optional<InetAddress> parse(String text) {
        return CHARACTERS.matcher(text).matches() && !LEADING_ZERO.matcher(text).find()
                ? Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(text))
                : Optional.empty();
    }

    private String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        int bits = bytes.length == 4 ? ipv4Bits : ipv6Bits;
        for (int i = bits / Byte.SIZE; i < bytes.length; i++) {
            bytes[i] = 0;
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the length of an address does not change", e);
        }
    }
}
