package io.doorway.local;

import io.doorway.testkit.servers.Ports;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What may differ from one local platform to the next.
 *
 * @param home the project's directory, where the built services are
 * @param port of the gateway
 * @param bankPort of the demo bank
 * @param issuer the public origin, such as {@code http://localhost:8080}
 * @param data where everything is kept; null for a temporary directory that is removed at the end
 * @param clients more relying parties than the demo bank, a YAML file; null for none
 * @param bankCheck when the demo bank has a code typed into the browser: {@code never}, {@code unknown} or {@code always}
 */
public record PlatformOptions(
        Path home,
        int port,
        int bankPort,
        String issuer,
        @Nullable Path data,
        @Nullable Path clients,
        String bankCheck) {

    /** A platform for tests, on free ports, with temporary data, beside any other that runs; its bank asks for no code. */
    public static PlatformOptions forTests() {
        int port = Ports.free();
        return new PlatformOptions(Home.find(), port, Ports.free(), "http://localhost:" + port, null, null, "never");
    }

    /** The same with more relying parties. */
    public PlatformOptions withClients(Path file) {
        return new PlatformOptions(home, port, bankPort, issuer, data, file, bankCheck);
    }

    /** The gateway on this machine; the issuer may be a name that leads to it from elsewhere. */
    public String gatewayUrl() {
        return "http://localhost:" + port;
    }

    public String bankUrl() {
        return "http://localhost:" + bankPort;
    }
}
