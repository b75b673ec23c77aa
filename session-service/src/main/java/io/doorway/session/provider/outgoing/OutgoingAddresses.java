package io.doorway.session.provider.outgoing;

import io.doorway.web.geography.IpNetwork;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that Doorway connects to for a relying party. A name that resolves to an address of a private network is refused: otherwise
 * whoever registers a client could reach what only Doorway's network reaches (server-side request forgery). A notice is sent to the
 * address that was checked, so that the name cannot resolve to another one afterwards. The keys of a client are fetched by the name, which the
 * JVM has in its cache since the check (30 seconds, {@code networkaddress.cache.ttl}).
 */
@Singleton
public class OutgoingAddresses {
    /** The registry of special purposes (RFC 6890, kept by IANA), as far as the JDK has no question for it. */
    private static final List<Block> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "100.64.0.0/10",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "240.0.0.0/4")
            .map(Block::of)
            .toList();

    /** What is assigned to the public internet (RFC 4291 section 2.4), without the addresses in it that contain an IPv4 address or are none. */
    private static final Block PUBLIC_IPV6 = Block.of("2000::/3");

    private static final List<Block> NOT_PUBLIC_IPV6 = Stream.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
            .map(Block::of)
            .toList();

    private final boolean privateAllowed;

    public OutgoingAddresses(OutgoingConfig config) {
        this.privateAllowed = config.privateAddresses();
    }

    /** Requests that Doorway makes by itself. */
    @ConfigMapping(prefix = "doorway.outgoing")
    public interface OutgoingConfig {

        /** For trying Doorway on one machine, never for production: whether relying parties may have addresses of this machine and of private networks. */
        @WithDefault("false")
        @WithName("private-addresses")
        boolean privateAddresses();
    }

    /** An address of the host to connect to; fails if it has none, or one that is not public. */
    public Uni<InetAddress> resolve(String host) {
        return Uni.createFrom().item(() -> resolved(host)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /**
     * The same, for a thread that may wait.
     *
     * @throws IllegalArgumentException if the host has no address, or one that is not public
     */
    public InetAddress resolved(String host) {
        try {
            InetAddress[] all = InetAddress.getAllByName(host);
            if (!privateAllowed && !Arrays.stream(all).allMatch(OutgoingAddresses::isPublic)) {
                throw new IllegalArgumentException(host + " has an address that is not public");
            }
            return all[0];
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(host + " has no address", e);
        }
    }

    /**
     * Neither this machine nor a private network, nor one of many receivers; and no IPv6 address that leads to an IPv4 address, such as one of
     * NAT64 (RFC 6052): behind it may be any of these.
     */
    static boolean isPublic(InetAddress address) {
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        return !special
                && (address instanceof Inet6Address
                        ? PUBLIC_IPV6.contains(address) && !isIn(NOT_PUBLIC_IPV6, address)
                        : !isIn(NOT_PUBLIC, address));
    }

    private static boolean isIn(List<Block> blocks, InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    /** The addresses that begin with the first {@code bits} of a number. */
    private record Block(BigInteger first, int length, int bits) {
        static Block of(String text) {
            String[] parts = text.split("/", 2);
            byte[] bytes = IpNetwork.parse(parts[0]).orElseThrow().getAddress();
            return new Block(new BigInteger(1, bytes), bytes.length, Integer.parseInt(parts[1]));
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            int others = length * Byte.SIZE - bits;
            return bytes.length == length
                    && new BigInteger(1, bytes).shiftRight(others).equals(first.shiftRight(others));
        }
    }
}
