package io.doorway.session.provider.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The addresses that Doorway connects to for a relying party. A name that resolves to an address of a private network is refused: otherwise
 * whoever registers a client could reach what only Doorway's network reaches (server-side request forgery). The connection is made to the
 * address that was checked, so that the name cannot resolve to another one afterwards.
 */
@ApplicationScoped
public class OutgoingAddresses {
    private static final int CARRIER_FIRST = 100;
    private static final int CARRIER_SECOND = 0xC0;
    private static final int CARRIER_VALUE = 0x40;
    private static final int UNIQUE_LOCAL = 0xFC;
    private static final int UNIQUE_LOCAL_MASK = 0xFE;

    private final boolean privateAllowed;

    OutgoingAddresses(OutgoingConfig config) {
        this.privateAllowed = config.privateAddresses();
    }

    /** Requests that Doorway makes by itself. */
    @ConfigMapping(prefix = "doorway.outgoing")
    public interface OutgoingConfig {

        /** For trying Doorway on one machine: whether relying parties may have addresses of this machine and of private networks. */
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
    InetAddress resolved(String host) {
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

    /** Neither this machine nor a private network (RFC 1918, RFC 4193, RFC 6598), nor one of many receivers. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean carrierGrade =
                bytes.length == 4 && bytes[0] == CARRIER_FIRST && (bytes[1] & CARRIER_SECOND) == CARRIER_VALUE;
        boolean thisNetwork = bytes.length == 4 && bytes[0] == 0;
        boolean uniqueLocal = address instanceof Inet6Address && (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
        return !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress()
                && !carrierGrade
                && !thisNetwork
                && !uniqueLocal;
    }
}
