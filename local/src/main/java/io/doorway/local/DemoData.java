package io.doorway.local;

import io.doorway.clients.file.PrivateFiles;
import io.doorway.clients.operator.OperatorClient;
import io.doorway.clients.operator.OperatorClient.OperatorRefusedException;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.servers.DataDirectory;
import java.nio.file.Path;
import java.util.Map;

/** The data that a new local platform needs for a first login: the registration of the demo bank, and an account. */
final class DemoData {

    private static final String CLIENTS = """
            # The relying party of this local platform.
            - client_id: demo-bank
              client_name: Harbour Bank
              client_uri: %1$s
              client_secret: %2$s
              token_endpoint_auth_method: client_secret_basic
              redirect_uris:
                - %1$s/login
                - %1$s/payments/approved
              scope: openid profile email
              doorway:
                check: %3$s
            """;

    /** The account that {@code ./doorway up} invites. */
    static final String ACCOUNT = "ada";

    /** How many devices an account may have here, the most that can be configured: whoever tries Doorway enrols often. */
    static final int MAX_DEVICES = 20;

    /** Every standard claim (OpenID Connect Core section 5.1), so that every scope of a relying party can be tried. */
    private static final Map<String, Object> CLAIMS = Map.ofEntries(
            Map.entry("name", "Ada Lovelace"),
            Map.entry("given_name", "Ada"),
            Map.entry("family_name", "Lovelace"),
            Map.entry("middle_name", "King"),
            Map.entry("nickname", "Ada"),
            Map.entry("preferred_username", "ada"),
            Map.entry("profile", "https://example.org/ada"),
            Map.entry("picture", "https://example.org/ada.png"),
            Map.entry("website", "https://example.org/"),
            Map.entry("gender", "female"),
            Map.entry("birthdate", "1985-12-10"),
            Map.entry("zoneinfo", "Europe/London"),
            Map.entry("locale", "en-GB"),
            Map.entry("updated_at", 1_767_225_600),
            Map.entry("email", "ada@example.org"),
            Map.entry("email_verified", true),
            Map.entry("phone_number", "+44 20 7946 0000"),
            Map.entry("phone_number_verified", true),
            Map.entry(
                    "address",
                    Map.of(
                            "formatted", "12 St James's Square\nLondon\nSW1Y 4JH",
                            "street_address", "12 St James's Square",
                            "locality", "London",
                            "postal_code", "SW1Y 4JH",
                            "country", "GB")));

    private static final int NOT_FOUND = 404;

    private DemoData() {}

    /** Writes the file of relying parties with the demo bank. */
    static Path clientsFile(DataDirectory data, PlatformOptions options, PlatformKeys keys) {
        return PrivateFiles.write(
                data.resolve("clients.yaml"), clients(options.bankUrl(), options.bankCheck(), keys.bankSecret()));
    }

    /**
     * The relying party of a platform for trying.
     *
     * @param bank the address of the demo bank
     * @param check when the bank requires a confirmation code
     */
    static String clients(String bank, String check, String secret) {
        return CLIENTS.formatted(bank, secret, check);
    }

    /** Whether the account has as many devices as it may have, so that a link for it enrols none. */
    static boolean isFull(OperatorClient operator, AccountId account) {
        return operator.get("/admin/accounts/" + account + "/devices")
                        .path("devices")
                        .size()
                >= MAX_DEVICES;
    }

    /**
     * Creates a one-time link that enrols a phone for the account. An account that does not exist is created; one that exists keeps its
     * claims.
     */
    static String enrolmentLink(OperatorClient operator, AccountId account) {
        String id = account.value();
        try {
            return operator.createEnrolmentLink(id);
        } catch (OperatorRefusedException refused) {
            if (refused.status() != NOT_FOUND) {
                throw refused;
            }
            operator.putAccount(id, id.equals(ACCOUNT) ? CLAIMS : Map.of("name", id));
            return operator.createEnrolmentLink(id);
        }
    }
}
