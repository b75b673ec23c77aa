package io.doorway.web.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The properties of every service. */
@ConfigMapping(prefix = "doorway")
public interface CommonConfig {

    /**
     * The public origin of the installation, such as {@code https://id.example.org}, without a path. It is the OpenID issuer and the
     * beginning of every URL that Doorway issues. Production requires {@code https}.
     */
    URI issuer();

    /**
     * The proxies between clients and this service, whose {@code X-Forwarded-For} is believed: their number, or their addresses and
     * networks, such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}. {@code 0} is none. Host names are not accepted.
     */
    @WithDefault("127.0.0.1,::1")
    List<String> trustedProxies();

    /** The time in which the body of a request must arrive. After it, the connection is closed. */
    @WithDefault("PT10S")
    Duration bodyTimeout();

    /**
     * What verifies and makes ES256 signatures: {@code native} a library, without which the service does not start; {@code jdk} the JDK;
     * {@code auto} the library where it loads, and the JDK elsewhere.
     */
    @WithDefault("auto")
    Crypto crypto();

    /** The implementations of ES256. */
    enum Crypto {
        AUTO,
        NATIVE,
        JDK
    }

    /** Tracing with OpenTelemetry. */
    Tracing tracing();

    /** Tracing with OpenTelemetry. */
    interface Tracing {

        /** The share of logins whose spans are exported, from 0.0 to 1.0. */
        @WithDefault("0.0")
        double ratio();
    }
}
