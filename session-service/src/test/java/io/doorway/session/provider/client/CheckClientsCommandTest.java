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
