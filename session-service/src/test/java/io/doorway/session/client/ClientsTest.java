package io.doorway.session.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.session.oauth.ProviderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clients' file, changed while Doorway runs. */
class ClientsTest {
    @TempDir
    Path directory;

    private Path file;
    private Clients clients;

    @BeforeEach
    void start() throws IOException {
        file = directory.resolve("clients.yaml");
        Files.writeString(file, client("bank"));
        Files.writeString(directory.resolve("more.yaml"), client("shop"));
        clients = new Clients(settings());
        clients.readFirst();
    }

    @Test
    void severalFilesAreOneList() throws IOException {
        assertThat(clients.find("bank")).isPresent();
        assertThat(clients.find("shop")).isPresent();
    }

    @Test
    void aClientThatIsRegisteredTwiceStopsTheStart() throws IOException {
        Files.writeString(file, client("shop"));
        Clients fresh = new Clients(settings());

        assertThatThrownBy(fresh::readFirst).hasMessage("client 'shop': client_id: registered twice");
    }

    @ParameterizedTest
    @CsvSource({
        "Client, other.example, client_name",
        "CLIENT, other.example, client_name",
        "C l i e n t, other.example, client_name",
        "C1ient, other.example, client_name",
        "Another, c1ient.example, client_uri",
        "Another, CLIENT.example.net, none"
    })
    void aClientThatCouldBeTakenForAnotherStopsTheStart(String name, String domain, String refused) throws IOException {
        Files.writeString(
                file,
                client("look-alike")
                        .replace("name: Client", "name: " + name)
                        .replace("https://client.example/\n", "https://" + domain + "/\n"));
        Clients fresh = new Clients(settings());

        if (refused.equals("none")) {
            fresh.readFirst();
            assertThat(fresh.find("look-alike")).isPresent();
        } else {
            assertThatThrownBy(fresh::readFirst)
                    .hasMessage("client 'shop': " + refused + ": looks like that of client 'look-alike'");
        }
    }

    @Test
    void twoClientsOfOneWebsiteMayShareItsName() throws IOException {
        Files.writeString(file, client("bank"));
        Clients fresh = new Clients(settings());

        fresh.readFirst();

        assertThat(fresh.find("bank").orElseThrow().name())
                .isEqualTo(fresh.find("shop").orElseThrow().name());
    }

    @Test
    void aChangeIsFollowed() throws IOException {
        Files.writeString(file, client("broker"));

        clients.readAgain();

        assertThat(clients.find("broker")).isPresent();
        assertThat(clients.find("bank")).isEmpty();
    }

    @Test
    void aMistakeChangesNothing() throws IOException {
        Files.writeString(file, client("broker") + "  nonsense: 1\n");

        clients.readAgain();

        assertThat(clients.find("bank")).isPresent();
        assertThat(clients.find("broker")).isEmpty();
    }

    @Test
    void aFileThatIsGoneChangesNothing() throws IOException {
        Files.delete(file);

        clients.readAgain();

        assertThat(clients.find("bank")).isPresent();
    }

    @Test
    void aMistakeAtTheStartStopsTheStart() throws IOException {
        Files.writeString(file, client("bank") + "  subject_type: pairwise\n");
        Clients fresh = new Clients(settings());

        assertThatThrownBy(fresh::readFirst)
                .hasMessage("client 'bank': subject_type: pairwise needs doorway.pairwise-salt");
    }

    private static String client(String id) {
        return """
                - client_id: %s
                  client_name: Client
                  client_uri: https://client.example/
                  redirect_uris: ['https://client.example/back']
                  token_endpoint_auth_method: client_secret_basic
                  client_secret: sixteen letters or more
                """.formatted(id);
    }

    private ProviderSettings settings() {
        return new ProviderSettings() {
            @Override
            public List<Path> clients() {
                return List.of(file, directory.resolve("more.yaml"));
            }

            @Override
            public Path signingKeys() {
                return file;
            }

            @Override
            public Set<String> actionTypes() {
                return Set.of("login");
            }

            @Override
            public Set<String> highRiskActions() {
                return Set.of();
            }

            @Override
            public Optional<String> pairwiseSalt() {
                return Optional.empty();
            }
        };
    }
}
