package io.doorway.web.request;

import io.doorway.web.geography.IpNetwork;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses trusted proxies that are not IP addresses or networks. Quarkus takes any other text for a host name, even an IPv6 address
 * without a prefix length, and resolves it with DNS for every request. Each request would then wait for the resolver, for five seconds
 * if it does not answer.
 */
@Startup
@ApplicationScoped
class TrustedProxies {

    static final String PROPERTY = "quarkus.http.proxy.trusted-proxies";

    TrustedProxies(@ConfigProperty(name = PROPERTY) List<String> proxies) {
        for (String proxy : proxies) {
            if (!isNumeric(proxy)) {
                throw new IllegalArgumentException("doorway.trusted-proxies: " + proxy
                        + " (expected: an IPv4 address, or a network such as 192.0.2.0/24 or ::1/128)");
            }
        }
    }

    private static boolean isNumeric(String proxy) {
        int slash = proxy.indexOf('/');
        String address = slash < 0 ? proxy : proxy.substring(0, slash);
        return IpNetwork.isAddress(address) && (slash > 0 || !address.contains(":"));
    }
}
