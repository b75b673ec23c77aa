package io.doorway.local;

import io.doorway.testkit.servers.DataDirectory;
import java.nio.file.Path;

/** The registration of the demo bank, as an operator would write it. */
final class DemoBank {

    private static final String CLIENTS = """
            # The relying parties of this local platform.
            - client_id: demo-bank
              client_name: Harbour Bank
              client_uri: %1$s
              client_secret: %2$s
              token_endpoint_auth_method: client_secret_basic
              redirect_uris:
                - %1$s/login
              scope: openid profile email
              doorway:
                check: %3$s
            """;

    private DemoBank() {}

    static Path clientsFile(DataDirectory data, PlatformOptions options, PlatformKeys keys) {
        return OwnerOnly.write(
                data.resolve("clients.yaml"),
                CLIENTS.formatted(options.bankUrl(), keys.bankSecret(), options.bankCheck()));
    }
}
