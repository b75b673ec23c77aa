package io.doorway.session.provider.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.login.ticket.LoginTickets.TicketConfig;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.servers.RedisServer;
import io.doorway.servers.Server;
import io.doorway.session.provider.certificate.MutualTlsConfig;
import io.doorway.session.provider.keys.SigningKeys;
import io.doorway.session.provider.oauth.ProviderConfig;
import io.doorway.session.support.TestSigningKeys;
import io.doorway.store.StoreUnavailableException;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisOutbox;
import io.doorway.testkit.event.SampleEventKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the clients' files at startup and after a change. */
class ClientsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final RedisServer SERVER = new RedisServer(Server.Mode.fromEnvironment());
    private static final Vertx VERTX = Vertx.vertx();
    private static RedisCalls redis;

    @TempDir
    Path directory;

    private Path file;
    private Clients clients;
    private Uni<Void> acknowledgement = Uni.createFrom().voidItem();

    @BeforeAll
    static void startRedis() {
        SERVER.start();
        redis = new RedisCalls(VERTX, new RedisOptions().setConnectionString(SERVER.url()));
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
        VERTX.closeAndAwait();
        SERVER.close();
    }

    @BeforeEach
    void start() throws IOException {
        file = directory.resolve("clients.yaml");
        Files.writeString(file, client("bank"));
        Files.writeString(directory.resolve("more.yaml"), client("shop"));
        clients = new Clients(settings(), mutualTls(), keys(), changes());
    }

    @Test
    void findsTheClientsOfAllFiles() throws IOException {
        assertThat(clients.find(new ClientId("bank"))).isPresent();
        assertThat(clients.find(new ClientId("shop"))).isPresent();
    }

    @Test
    void aDuplicateClientIdStopsTheStart() throws IOException {
        Files.writeString(file, client("shop"));

        assertThatThrownBy(() -> new Clients(settings(), mutualTls(), keys(), changes()))
                .hasMessage("client 'shop': client_id: registered twice");
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
    void aClientThatLooksLikeAnotherStopsTheStart(String name, String domain, String refusedProperty)
            throws IOException {
        Files.writeString(
                file,
                client("look-alike")
                        .replace("name: Client", "name: " + name)
                        .replace("https://client.example/\n", "https://" + domain + "/\n"));

        if (refusedProperty.equals("none")) {
            assertThat(new Clients(settings(), mutualTls(), keys(), changes()).find(new ClientId("look-alike")))
                    .isPresent();
        } else {
            assertThatThrownBy(() -> new Clients(settings(), mutualTls(), keys(), changes()))
                    .hasMessage("client 'shop': " + refusedProperty + ": looks like that of client 'look-alike'");
        }
    }

    @Test
    void twoClientsOfOneDomainMayShareAName() throws IOException {
        Files.writeString(file, client("bank"));

        Clients reloaded = new Clients(settings(), mutualTls(), keys(), changes());

        assertThat(reloaded.find(new ClientId("bank")).orElseThrow().name())
                .isEqualTo(reloaded.find(new ClientId("shop")).orElseThrow().name());
    }

    @Test
    void aChangedFileIsReloaded() throws IOException {
        Files.writeString(file, client("broker"));

        awaitReloaded("broker");
        assertThat(clients.find(new ClientId("bank"))).isEmpty();
    }

    @Test
    void aChangeIsInForceAfterItsEventIsStored() throws IOException {
        Files.writeString(file, client("broker"));

        SERVER.freeze();
        clients.reload();
        SERVER.thaw();
        assertThat(clients.find(new ClientId("bank"))).isPresent();

        awaitReloaded("broker");
    }

    /** The event is in the outbox, from which the relay publishes it. */
    @Test
    void aChangeWhoseEventKafkaDoesNotAcknowledgeIsInForce() throws IOException {
        acknowledgement = Uni.createFrom().failure(new StoreUnavailableException("Kafka", new IOException()));
        Files.writeString(file, client("broker"));

        awaitReloaded("broker");
    }

    @Test
    void aFileWithAnErrorIsIgnored() throws IOException {
        Files.writeString(file, client("broker") + "  nonsense: 1\n");

        clients.reload();

        assertThat(clients.find(new ClientId("bank"))).isPresent();
        assertThat(clients.find(new ClientId("broker"))).isEmpty();
    }

    @Test
    void aDeletedFileIsIgnored() throws IOException {
        Files.delete(file);

        clients.reload();

        assertThat(clients.find(new ClientId("bank"))).isPresent();
    }

    @Test
    void anErrorAtStartupStopsTheStart() throws IOException {
        Files.writeString(file, client("bank") + "  subject_type: pairwise\n");

        assertThatThrownBy(() -> new Clients(settings(), mutualTls(), keys(), changes()))
                .hasMessage("client 'bank': subject_type: pairwise needs doorway.pairwise-salt");
    }

    /** Reloads until the client is in force, as the service does every two seconds: on a busy machine Redis may answer too late. */
    private void awaitReloaded(String client) {
        Awaitility.await().atMost(TIMEOUT).until(() -> {
            clients.reload();
            return clients.find(new ClientId(client)).isPresent();
        });
    }

    @Test
    void aClientThatNeedsACertificateNeedsAProxyThatPassesIt() throws IOException {
        Files.writeString(file, client("bank") + "  tls_client_certificate_bound_access_tokens: true\n");

        assertThatThrownBy(() -> new Clients(settings(), mutualTls(), keys(), changes()))
                .hasMessage(
                        "client 'bank': tls_client_certificate_bound_access_tokens: needs doorway.mutual-tls.origin");
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

    private SigningKeys keys() {
        return new SigningKeys(settings(), InstantSource.system());
    }

    /** Kafka acknowledges, or does not. */
    private PublishRegistrationChanges changes() {
        return new PublishRegistrationChanges(
                redis,
                new RedisOutbox(redis),
                entries -> acknowledgement,
                SampleEventKeys.signer(),
                new SecureRandom(),
                InstantSource.system(),
                tickets());
    }

    private static TicketConfig tickets() {
        return new TicketConfig() {
            @Override
            public String key() {
                return Base64Url.encode(new byte[32]);
            }

            @Override
            public Duration ttl() {
                return Duration.ofMinutes(5);
            }
        };
    }

    private static MutualTlsConfig mutualTls() {
        return new MutualTlsConfig() {
            @Override
            public Optional<URI> origin() {
                return Optional.empty();
            }

            @Override
            public boolean verifiedChains() {
                return true;
            }
        };
    }

    private ProviderConfig settings() {
        return new ProviderConfig() {
            @Override
            public List<Path> clients() {
                return List.of(file, directory.resolve("more.yaml"));
            }

            @Override
            public Path signingKeys() {
                return TestSigningKeys.file(directory);
            }

            @Override
            public Optional<Path> signingKeysPasswordFile() {
                return Optional.empty();
            }

            @Override
            public Optional<Path> actionSchemas() {
                return Optional.empty();
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
            public Set<String> profileClaims() {
                return Set.of("name");
            }

            @Override
            public Optional<String> pairwiseSalt() {
                return Optional.empty();
            }
        };
    }
}
