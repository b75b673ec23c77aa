package io.doorway.local;

import io.doorway.clients.browser.HeadlessBrowser;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Requests through the gateway, whose JVM and connections are new, what is the same for everybody: pages, files, and paths that have no method
 * GET. The services have warmed themselves up. No login is begun, so that the stores, the topics and the audit are as before.
 */
final class WarmUp {

    private static final List<String> PATHS = List.of(
            "/",
            "/app/",
            "/audit",
            "/.well-known/openid-configuration",
            "/oauth2/jwks",
            "/challenges",
            "/approvals/scan");

    /** The bank starts before Doorway does, and loads Doorway's metadata and keys when a browser sends a session cookie, valid or not. */
    private static final Map<String, String> NO_SESSION = Map.of("Cookie", "q_session=none");

    /** The first requests load classes, the later ones let the JVM compile what they use most. */
    private static final int ROUNDS_PER_INSTANCE = 5;

    private final HeadlessBrowser bank;
    private final HeadlessBrowser doorway;
    private final int rounds;

    WarmUp(PlatformOptions options) {
        rounds = ROUNDS_PER_INSTANCE * options.replicas();
        bank = new HeadlessBrowser(HeadlessBrowser.newClient(), URI.create(options.bankUrl()));
        doorway = new HeadlessBrowser(
                HeadlessBrowser.newClient(), URI.create(options.gatewayUrl()), URI.create(options.issuer()));
    }

    void run() {
        for (int round = 0; round < rounds; round++) {
            bank.send("GET", "/", Map.of());
            bank.send("GET", "/", NO_SESSION);
            PATHS.forEach(path -> doorway.send("GET", path, Map.of()));
        }
    }
}
