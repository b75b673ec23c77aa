package io.doorway.session.provider.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./doorway clients check} finds every mistake of every file in one run. */
class CheckClientsCommandTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void everyMistakeIsOnALineOfItsOwn() throws IOException {
        Path file = file("clients.yaml", """
                - client_id: bank
                  client_name: Bank
                  client_uri: http://bank.example
                  redirect_uris: ['https://bank.example/?state=']
                  token_endpoint_auth_method: client_secret_basic
                  client_secret: short
                  scope: profile
                  doorway: {colour: red, size: 3}
                - client_id: shop
                  client_name: Shop
                  client_uri: http://shop.example
                  redirect_uris: ['https://shop.example/?state=']
                  token_endpoint_auth_method: client_secret_basic
                  client_secret: short
                  scope: profile
                  doorway: {check: sometimes}
                """);

        assertThat(run(file)).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "client 'bank': doorway.colour: unknown property",
                        "client 'bank': doorway.size: unknown property",
                        "client 'bank': redirect_uris: expected no parameter 'state' in the query: the authorization response adds it",
                        "client 'bank': client_uri: expected an absolute https address (http on loopback only) without fragment or user name",
                        "client 'bank': client_secret: expected at least 16 characters",
                        "client 'bank': scope: must contain openid",
                        "client 'shop': redirect_uris: expected no parameter 'state' in the query: the authorization response adds it",
                        "client 'shop': client_uri: expected an absolute https address (http on loopback only) without fragment or user name",
                        "client 'shop': client_secret: expected at least 16 characters",
                        "client 'shop': scope: must contain openid",
                        "client 'shop': doorway.check: expected never, unknown or always");
    }

    @Test
    void noMistakeHidesAnother() throws IOException {
        Path file = file("clients.yaml", """
                - client_id: the bank
                  client_name: Bank
                  client_uri: https://bank.example
                  redirect_uris: ['http://bank.example/a', 'https://bank.example/b', 'https://bank.example/c#d']
                  post_logout_redirect_uris: ['/a', '/b']
                  token_endpoint_auth_method: client_secret_basic
                  client_secret: short
                  jwks_uri: https://bank.example/keys
                  application_type: [desktop]
                  dpop_bound_access_tokens: 1
                  authorization_signed_response_alg: HS256
                  require_signed_request_object: true
                  grant_types: [implicit]
                  backchannel_user_code_parameter: true
                  backchannel_token_delivery_mode: poll
                  doorway: {userinfo_max_age: soon, resources: ['/a'], scan_within: 1h, decide_within: 1h}
                - client_name: Shop
                  client_uri: https://shop.example
                  redirect_uris: [https://shop.example/back]
                  token_endpoint_auth_method: none
                - client_id: shop
                  client_name: Sh0p
                  client_uri: https://sh0p.example
                  redirect_uris: [https://sh0p.example/back]
                  token_endpoint_auth_method: none
                - client_id: shop
                  client_name: Kiosk
                  client_uri: http://kiosk.example
                  redirect_uris: [https://kiosk.example/back]
                  token_endpoint_auth_method: none
                - kiosk
                """);

        assertThat(run(file)).isEqualTo(1);

        String address = "expected an absolute https address (http on loopback only) without fragment or user name";
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyInAnyOrder(
                        "client 'the bank': client_id: expected 1 to 100 letters, digits, '.', '_', '~' or '-'",
                        "client 'the bank': redirect_uris: address 1: " + address,
                        "client 'the bank': redirect_uris: address 3: " + address,
                        "client 'the bank': post_logout_redirect_uris: address 1: " + address,
                        "client 'the bank': post_logout_redirect_uris: address 2: " + address,
                        "client 'the bank': client_secret: expected at least 16 characters",
                        "client 'the bank': jwks_uri: cannot be combined with this token_endpoint_auth_method or with another key property",
                        "client 'the bank': application_type: expected text, in quotes",
                        "client 'the bank': dpop_bound_access_tokens: expected true or false",
                        "client 'the bank': authorization_signed_response_alg: expected ES256, PS256 or RS256",
                        "client 'the bank': require_signed_request_object: needs private_key_jwt",
                        "client 'the bank': grant_types: expected authorization_code or urn:openid:params:grant-type:ciba, with or without refresh_token and urn:ietf:params:oauth:grant-type:device_code",
                        "client 'the bank': backchannel_user_code_parameter: is not supported: the phone verifies its user",
                        "client 'the bank': backchannel_token_delivery_mode: needs urn:openid:params:grant-type:ciba in grant_types",
                        "client 'the bank': doorway.userinfo_max_age: expected a duration such as 90s",
                        "client 'the bank': doorway.resources: " + address,
                        "client 'the bank': doorway.scan_within: PT1H (expected: 1 s to 180 s)",
                        "client 'the bank': doorway.decide_within: PT1H (expected: 1 s to 300 s)",
                        "client '#2': client_id: missing",
                        "client 'shop': client_name: looks like that of client '#2'",
                        "client 'shop': client_uri: looks like that of client '#2'",
                        "client 'shop': client_id: registered twice",
                        "client 'shop': client_uri: " + address,
                        "client '#5': record: expected properties, such as client_id");
    }

    @Test
    void aMistakeHidesNoOtherOfTheSameOrOfAnotherProperty() throws IOException {
        Path file = file("clients.yaml", """
                - client_id: bank
                  client_name: %s\u200b
                  client_uri: https://bank.example
                  redirect_uris: ['http://bank.example/?code=']
                  client_secret: short
                  sector_identifier_uri: http://bank.example
                - client_id: till
                  client_name: Till
                  client_uri: https://till.example
                  grant_types: ['urn:openid:params:grant-type:ciba']
                  token_endpoint_auth_method: basic
                  client_secret: short
                  backchannel_token_delivery_mode: poll
                  backchannel_authentication_request_signing_alg: HS256
                """.formatted("b".repeat(101)));

        assertThat(run(file)).isEqualTo(1);

        String address = "expected an absolute https address (http on loopback only) without fragment or user name";
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .contains(
                        "client 'bank': client_name: expected at most 100 characters",
                        "client 'bank': client_name: has a control, invisible or text-direction character, or nothing visible",
                        "client 'bank': redirect_uris: expected no parameter 'code' in the query: the authorization response adds it",
                        "client 'bank': redirect_uris: " + address,
                        "client 'bank': client_secret: expected at least 16 characters",
                        "client 'bank': token_endpoint_auth_method: missing",
                        "client 'bank': sector_identifier_uri: needs subject_type pairwise",
                        "client 'bank': sector_identifier_uri: " + address,
                        "client 'till': client_secret: expected at least 16 characters",
                        "client 'till': backchannel_authentication_request_signing_alg: expected ES256 or PS256",
                        "client 'till': backchannel_authentication_request_signing_alg: needs token_endpoint_auth_method private_key_jwt");
    }

    @Test
    void aFileThatIsNotYamlIsNamedAndTheOthersAreChecked() throws IOException {
        Path broken = file("broken.yaml", "- client_id: [bank");
        Path other = file("other.yaml", "- client_id: shop");

        assertThat(run(broken, directory.resolve("missing.yaml"), other)).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(line -> line.startsWith(broken + " is not YAML: line "))
                .contains(directory.resolve("missing.yaml") + " cannot be read", "client 'shop': client_name: missing");
    }

    @Test
    void mistakesOfSeveralFilesAndOfClientsTogetherAreFound() throws IOException {
        Path first = file("first.yaml", client("bank", "Bank", "https://bank.example"));
        Path second = file("second.yaml", client("bank", "Bank", "https://other.example"));

        assertThat(run(first, second)).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "client 'bank': client_id: registered twice",
                        "client 'bank': client_name: looks like that of client 'bank'");
    }

    @Test
    void aFileWithoutMistakesIsCounted() throws IOException {
        assertThat(run(file("clients.yaml", client("bank", "Bank", "https://bank.example"))))
                .isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("1 client, no mistakes\n");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        Path missing = directory.resolve("missing.yaml");

        assertThat(run(missing)).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains(missing + " cannot be read");
    }

    @Test
    void withoutAFileTheUsageIsPrinted() {
        assertThat(run()).isEqualTo(2);
    }

    private int run(Path... files) {
        return CheckClientsCommand.run(
                List.of(files).stream().map(Path::toString).toList(), new PrintStream(out), new PrintStream(err));
    }

    private Path file(String name, String yaml) throws IOException {
        return Files.writeString(directory.resolve(name), yaml);
    }

    private static String client(String id, String name, String uri) {
        return """
                - client_id: %s
                  client_name: %s
                  client_uri: %s
                  redirect_uris: ['%s/login']
                  token_endpoint_auth_method: client_secret_basic
                  client_secret: sixteen characters or more
                """.formatted(id, name, uri, uri);
    }
}
