package io.doorway.web.request;

import io.doorway.web.config.CommonConfig;
import io.doorway.web.geography.IpNetwork;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.quarkus.runtime.Startup;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The proxies between a client and this service ({@code doorway.trusted-proxies}), and the client's address according to them. The
 * addresses of {@code X-Forwarded-For} and of the connection are read from the right, from the last proxy towards the client: a proxy is
 * trusted to name whoever connected to it, and the first address that is no trusted proxy is the client's. Whatever is to the left of it
 * was written by the client.
 */
@Startup
@Singleton
public class TrustedProxies {

    /** The setting. */
    public static final String PROPERTY = "doorway.trusted-proxies";

    /** Quarkus's own setting. Its parser runs before every check, takes the leftmost address, and fails without an answer. */
    static final String FRAMEWORK_PROPERTY = "quarkus.http.proxy.proxy-address-forwarding";

    private static final Pattern COUNT = Pattern.compile("\\d{1,2}");
    private static final int MAX_COUNT = 16;

    private final Trust trust;

    @Inject
    TrustedProxies(CommonConfig config, Config all) {
        this(config.trustedProxies());
        if (all.getOptionalValue(FRAMEWORK_PROPERTY, Boolean.class).orElse(false)) {
            throw new IllegalArgumentException(
                    FRAMEWORK_PROPERTY + ": true (expected: false; name the proxies in " + PROPERTY + ")");
        }
    }

    /** @throws IllegalArgumentException if the setting is neither a number nor a list of addresses and networks */
    TrustedProxies(List<String> setting) {
        this.trust = setting.size() == 1 && COUNT.matcher(setting.getFirst()).matches()
                ? Count.of(setting.getFirst())
                : new Networks(setting.stream().map(TrustedProxies::network).toList());
    }

    /** Whether there is none: no header of a proxy is believed. */
    public boolean areNone() {
        return trust instanceof Count(int proxies) && proxies == 0;
    }

    /** Whether the request comes over a connection of a trusted proxy, so that the headers which proxies set may be believed. */
    public boolean sent(HttpServerRequest request) {
        return peer(request).filter(peer -> trust.isProxy(0, peer)).isPresent();
    }

    /** The address of the connection, without the zone of a link-local one. */
    static Optional<InetAddress> peer(HttpServerRequest request) {
        @Nullable String address = request.connection().remoteAddress().hostAddress();
        return address == null ? Optional.empty() : IpNetwork.parse(address.replaceFirst("%.*", ""));
    }

    /**
     * The source of a request.
     *
     * @param peer the address of the connection
     * @param forwardedFor the values of all {@code X-Forwarded-For} headers, in their order; they are one list (RFC 9110 section 5.3)
     */
    Source source(InetAddress peer, List<String> forwardedFor) {
        if (forwardedFor.isEmpty() || !trust.isProxy(0, peer)) {
            return new Source.Known(peer);
        }
        List<Optional<InetAddress>> named = new ArrayList<>();
        for (String entry : String.join(",", forwardedFor).split(",", -1)) {
            Optional<ForwardedAddress> parsed = ForwardedAddress.parse(entry);
            if (parsed.isEmpty()) {
                return new Source.Unknown("an entry is not an address");
            }
            named.add(parsed.get().ip());
        }
        return trust.client(named.reversed());
    }

    /** The source of a request. */
    sealed interface Source {

        /** The client's address. */
        record Known(InetAddress address) implements Source {}

        /** The header does not state it. */
        record Unknown(String reason) implements Source {}
    }

    private sealed interface Trust {

        /**
         * Whether this address is that of a trusted proxy.
         *
         * @param distance the number of proxies between it and this service
         */
        boolean isProxy(int distance, InetAddress address);

        /**
         * The client.
         *
         * @param named the entries of the header from the right; empty for an entry that names no address
         */
        default Source client(List<Optional<InetAddress>> named) {
            for (int i = 0; i < named.size(); i++) {
                Optional<InetAddress> address = named.get(i);
                if (address.isEmpty()) {
                    return new Source.Unknown("a trusted proxy does not name the address of its client");
                }
                if (!isProxy(i + 1, address.get())) {
                    return new Source.Known(address.get());
                }
            }
            return allAreProxies(named.getLast().orElseThrow());
        }

        /** The client, if every entry is one of a trusted proxy. */
        Source allAreProxies(InetAddress leftmost);
    }

    /** Each client is behind this number of proxies. */
    private record Count(int proxies) implements Trust {

        static Count of(String text) {
            int proxies = Integer.parseInt(text);
            if (proxies > MAX_COUNT) {
                throw invalid(text);
            }
            return new Count(proxies);
        }

        @Override
        public boolean isProxy(int distance, InetAddress address) {
            return distance < proxies;
        }

        @Override
        public Source allAreProxies(InetAddress leftmost) {
            return new Source.Unknown("it has fewer addresses than there are trusted proxies");
        }
    }

    /** The proxies have addresses in these networks. */
    private record Networks(List<IpSubnetFilterRule> networks) implements Trust {

        @Override
        public boolean isProxy(int distance, InetAddress address) {
            InetSocketAddress candidate = new InetSocketAddress(address, 0);
            return networks.stream().anyMatch(network -> network.matches(candidate));
        }

        /** A request that began at a proxy, such as its health check. */
        @Override
        public Source allAreProxies(InetAddress leftmost) {
            return new Source.Known(leftmost);
        }
    }

    /** Host names are not accepted: every request would wait for DNS. A network of all addresses would trust every client. */
    private static IpSubnetFilterRule network(String text) {
        int slash = text.indexOf('/');
        InetAddress address =
                IpNetwork.parse(slash < 0 ? text : text.substring(0, slash)).orElseThrow(() -> invalid(text));
        int length = address.getAddress().length * Byte.SIZE;
        int prefix = slash < 0 ? length : prefix(text.substring(slash + 1), text);
        if (prefix < 1 || prefix > length || !isNetwork(address, prefix)) {
            throw invalid(text);
        }
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    }

    private static int prefix(String digits, String text) {
        if (!digits.matches("[1-9]\\d{0,2}")) {
            throw invalid(text);
        }
        return Integer.parseInt(digits);
    }

    /** Whether all bits after the prefix are zero; otherwise one of the two is probably a mistake. */
    private static boolean isNetwork(InetAddress address, int prefix) {
        byte[] bytes = address.getAddress();
        for (int bit = prefix; bit < bytes.length * Byte.SIZE; bit++) {
            if ((bytes[bit / Byte.SIZE] & 0x80 >> bit % Byte.SIZE) != 0) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException(PROPERTY + ": " + text
                + " (expected: the number of proxies, 0 to " + MAX_COUNT
                + ", or their addresses and networks, such as 192.0.2.1, 192.0.2.0/24 or 2001:db8::/32)");
    }
}
