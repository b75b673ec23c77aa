package io.doorway.edge.place;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The network that an address is in, at three sizes. IPv6 gives a household a /64 to choose addresses from and a customer up to
 * a /48 (RFC 6177), so that a single address says nothing there.
 */
public enum IpNetwork {
    /** One line of one customer: IPv4 /32, IPv6 /64. */
    LINE(32, 64),
    /** The neighbourhood, often one organisation's: IPv4 /24, IPv6 /48. */
    NEIGHBOURHOOD(24, 48);

    private final int bitsOfFour;
    private final int bitsOfSix;

    IpNetwork(int bitsOfFour, int bitsOfSix) {
        this.bitsOfFour = bitsOfFour;
        this.bitsOfSix = bitsOfSix;
    }

    /** The network as text, such as {@code 203.0.113.0/24}; what is not an IP address is a network of its own. */
    public String of(String ip) {
        return address(ip).map(this::of).orElse(ip);
    }

    /** Whether the text, which may be missing, is an IP address. */
    public static boolean isAddress(@Nullable String text) {
        return text != null && address(text).isPresent();
    }

    /** An IP address without asking DNS for anything; an IPv4 address in IPv6 clothes is the IPv4 address. */
    static Optional<InetAddress> address(String ip) {
        @Nullable InetAddress address = NetUtil.createInetAddressFromIpAddressString(ip);
        return Optional.ofNullable(address);
    }

    private String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        int bits = bytes.length == 4 ? bitsOfFour : bitsOfSix;
        for (int i = bits / Byte.SIZE; i < bytes.length; i++) {
            bytes[i] = 0;
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address keeps its length", e);
        }
    }
}
