package io.doorway.local;

import io.doorway.clients.file.PrivateFiles;
import io.doorway.clients.operator.OperatorClient;
import io.doorway.servers.DataDirectory;
import java.nio.file.Path;
import java.util.Map;

/** The data that a new local platform needs for a first login: the registration of the demo bank, and an account. */
final class DemoData {

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

    private static final String ACCOUNT = "ada";
    private static final Map<String, Object> CLAIMS =
            Map.of("name", "Ada Lovelace", "given_name", "Ada", "email", "ada@example.org");

    private DemoData() {}

    /** Writes the file of relying parties with the demo bank. */
    static Path clientsFile(DataDirectory data, PlatformOptions options, PlatformKeys keys) {
        return PrivateFiles.write(
                data.resolve("clients.yaml"),
                CLIENTS.formatted(options.bankUrl(), keys.bankSecret(), options.bankCheck()));
    }

    /** Creates the account, unless the kept data contains it, and a one-time link to enrol a phone. */
    static String enrolmentLink(OperatorClient operator) {
        try {
            operator.putAccount(ACCOUNT, CLAIMS);
            return operator.createEnrolmentLink(ACCOUNT);
        } catch (IllegalStateException e) {
            throw new LocalPlatformException("cannot create the demo account: " + e.getMessage(), e);
        }
    }
}
