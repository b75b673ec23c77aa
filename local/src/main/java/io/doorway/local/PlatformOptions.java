package io.doorway.local;

import io.doorway.servers.Ports;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The options of a local platform.
 *
 * @param home the project directory, which contains the built services
 * @param port the port of the gateway
 * @param bankPort the port of the demo bank
 * @param issuer the public origin, such as {@code http://localhost:8080}
 * @param lan the host under which other devices of the network reach the platform, by TLS; null if only this machine does
 * @param data the directory for keys, data and logs; null for a temporary directory, which is removed at the end
 * @param clients a YAML file with more relying parties; null for none
 * @param bankCheck when the demo bank requires a confirmation code: {@code never}, {@code unknown} or {@code always}
 * @param replicas the number of instances of each service
 * @param mtlsPort the port at which clients show certificates, by TLS; null for none
 * @param optimized whether the programs use both compilers of the JVM: they cost half the CPU time after minutes of load, start later and need more memory
 */
public record PlatformOptions(
        Path home,
        int port,
        int bankPort,
        String issuer,
        @Nullable String lan,
        @Nullable Path data,
        @Nullable Path clients,
        String bankCheck,
        int replicas,
        @Nullable Integer mtlsPort,
        boolean optimized) {

    /** The options of a platform at {@code http://localhost}, with temporary data and one instance of each service. */
    public static Builder builder(Path home, int port, int bankPort) {
        return new Builder(home, port, bankPort);
    }

    /** Options that differ from those of most platforms. */
    public static final class Builder {

        private final Path home;
        private final int port;
        private final int bankPort;
        private String issuer;
        private @Nullable String lan;
        private @Nullable Path data;
        private @Nullable Path clients;
        private String bankCheck = "unknown";
        private int replicas = 1;
        private @Nullable Integer mtlsPort;
        private boolean optimized;

        private Builder(Path home, int port, int bankPort) {
            this.home = home;
            this.port = port;
            this.bankPort = bankPort;
            this.issuer = origin(null, port);
        }

        public Builder issuer(String origin) {
            this.issuer = origin;
            return this;
        }

        public Builder lan(@Nullable String host) {
            this.lan = host;
            return this;
        }

        public Builder data(@Nullable Path directory) {
            this.data = directory;
            return this;
        }

        public Builder clients(@Nullable Path file) {
            this.clients = file;
            return this;
        }

        public Builder bankCheck(String when) {
            this.bankCheck = when;
            return this;
        }

        public Builder replicas(int instances) {
            this.replicas = instances;
            return this;
        }

        public Builder mtlsPort(@Nullable Integer certificates) {
            this.mtlsPort = certificates;
            return this;
        }

        public Builder optimized(boolean bothCompilers) {
            this.optimized = bothCompilers;
            return this;
        }

        public PlatformOptions build() {
            return new PlatformOptions(
                    home, port, bankPort, issuer, lan, data, clients, bankCheck, replicas, mtlsPort, optimized);
        }
    }

    /** The origin at which clients show certificates (RFC 8705), always with TLS; null if there is none. */
    public @Nullable String mtlsOrigin() {
        return mtlsPort == null ? null : origin(mtlsHost(), mtlsPort);
    }

    String mtlsHost() {
        return lan == null ? "localhost" : lan;
    }

    /** The address of the gateway on this machine; the issuer may have another name. */
    public String gatewayUrl() {
        return origin(lan, port);
    }

    /** The address of the demo bank on this machine. */
    public String bankUrl() {
        return origin(lan, bankPort);
    }

    /** The origin of a port of this machine, as browsers write it: without the default port of its scheme. */
    static String origin(@Nullable String lan, int port) {
        String host = lan == null ? "http://localhost" : "https://" + lan;
        return port == (lan == null ? 80 : 443) ? host : host + ":" + port;
    }

    /** Whether the issuer is a name of this machine only, so that nobody else reaches the platform by it. */
    boolean isIssuerLocal() {
        String host = URI.create(issuer).getHost();
        return host.equals("localhost") || host.equals(Ports.LOOPBACK);
    }
}
