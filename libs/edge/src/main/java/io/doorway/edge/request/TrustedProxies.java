package io.doorway.edge.request;

import io.doorway.edge.place.IpNetwork;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses trusted proxies that are not given by number. Quarkus takes what it cannot read for a host's name, an IPv6 address
 * without the length of its prefix too, and asks DNS for it at every request: each is as slow as the resolver, and stands still
 * for five seconds when that does not answer.
 */
@Startup
@ApplicationScoped
class TrustedProxies {

    static final String PROPERTY = "quarkus.http.proxy.trusted-proxies";

    TrustedProxies(@ConfigProperty(name = PROPERTY) List<String> proxies) {
        for (String proxy : proxies) {
            if (!isByNumber(proxy)) {
                throw new IllegalArgumentException("doorway.trusted-proxies: " + proxy
                        + " (expected: an IPv4 address, or a network such as 192.0.2.0/24 or ::1/128)");
            }
        }
    }

    private static boolean isByNumber(String proxy) {
        int slash = proxy.indexOf('/');
        String address = slash < 0 ? proxy : proxy.substring(0, slash);
        return IpNetwork.isAddress(address) && (slash > 0 || !address.contains(":"));
    }
}
