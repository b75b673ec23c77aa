package io.doorway.session.provider.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.event.ClientRegistrationChanged;
import io.doorway.protocol.event.ClientRegistrationChanged.RegistrationChange;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.servers.TopicRecords;
import io.doorway.session.provider.certificate.MutualTlsConfig;
import io.doorway.session.provider.keys.SigningKeys;
import io.doorway.session.provider.oauth.ProviderConfig;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.ProviderUnderTest;
import io.doorway.store.redis.RedisCalls;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A change of the clients' file has an event for each client, with the names of the members that differ. */
@QuarkusTest
class RegistrationChangesPublishedTest extends ProviderTest {
    private static final String SECRET = "sixteen letters or more";
    private static final String REGISTRATION = """

            - client_id: %s
              client_name: Registered Later
              client_uri: https://later.example/
              redirect_uris: ['https://later.example/back']
              token_endpoint_auth_method: client_secret_basic
              client_secret: %s
            """;

    private static final int INSTANCES = 8;
    private static final byte[] KEY = new byte[32];

    @Inject
    Clients clients;

    @Inject
    ProviderConfig settings;

    @Inject
    MutualTlsConfig mutualTls;

    @Inject
    SigningKeys keys;

    @Inject
    PublishRegistrationChanges changes;

    @Inject
    RedisCalls redis;

    @ConfigProperty(name = "doorway.clients")
    Path file;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void addingChangingAndRemovingAClientArePublishedByTheNamesOfItsMembers() throws IOException {
        String before = Files.readString(file);
        try {
            change(before + registration("registered-later", SECRET));
            assertThat(clients.find(new ClientId("registered-later"))).isPresent();
            change(before
                    + registration("registered-later", SECRET + " and another")
                            .replace("later.example/back", "later.example/elsewhere"));
        } finally {
            change(before);
        }

        List<ClientRegistrationChanged> events = events("registered-later");
        assertThat(events)
                .filteredOn(event -> event.change() == RegistrationChange.CHANGED)
                .extracting(ClientRegistrationChanged::members)
                .containsExactly(List.of("client_secret", "redirect_uris"));
        assertThat(events)
                .extracting(
                        ClientRegistrationChanged::change,
                        event -> event.members().size())
                .containsExactly(
                        tuple(RegistrationChange.ADDED, 6),
                        tuple(RegistrationChange.CHANGED, 2),
                        tuple(RegistrationChange.REMOVED, 6));
        assertThat(events).noneMatch(event -> Json.write(event).contains(SECRET));
    }

    @Test
    void aChangeWhileTheServiceIsStoppedIsPublishedAfterItsStart() throws IOException {
        String before = Files.readString(file);
        try {
            change(before + registration("changed-while-stopped", SECRET));
            replaceFile(before
                    + registration("changed-while-stopped", SECRET + " and another")
                            .replace("later.example/back", "later.example/elsewhere"));
            started().reload();
            started().reload();
            clients.reload();
            replaceFile(before);
            started().reload();
        } finally {
            change(before);
        }

        assertThat(events("changed-while-stopped"))
                .extracting(ClientRegistrationChanged::change)
                .containsExactly(RegistrationChange.ADDED, RegistrationChange.CHANGED, RegistrationChange.REMOVED);
        assertThat(events("changed-while-stopped").get(1).members()).containsExactly("client_secret", "redirect_uris");
    }

    @Test
    void instancesThatStartAtOncePublishAChangeOnce() throws IOException {
        String before = Files.readString(file);
        try {
            replaceFile(before + registration("changed-for-all", SECRET));
            ConcurrentCalls.run(INSTANCES, INSTANCES, instance -> {
                started().reload();
                return instance;
            });
            replaceFile(before);
            ConcurrentCalls.run(INSTANCES, INSTANCES, instance -> {
                started().reload();
                return instance;
            });
        } finally {
            change(before);
        }

        assertThat(events("changed-for-all"))
                .extracting(ClientRegistrationChanged::change)
                .containsExactly(RegistrationChange.ADDED, RegistrationChange.REMOVED);
    }

    @Test
    void theStoreHasNoSecretAndNoHashOfOne() {
        clients.reload();

        String kept = redis.send(Request.cmd(Command.HGETALL).arg("{b00}:client-registrations"))
                .await()
                .atMost(Duration.ofSeconds(10))
                .toString();

        assertThat(kept).contains("bank", "client_secret");
        assertThat(kept).doesNotContain(ProviderUnderTest.BANK_SECRET);
        assertThat(kept).doesNotContain(Sha256.text("\"" + ProviderUnderTest.BANK_SECRET + "\""));
    }

    /** The order of the members of a registration, and of those of its members, is no difference. */
    @Test
    void anotherOrderIsNoChange() {
        JsonNode some = ClientFile.registrations(
                        "clients.yaml", "[{client_id: a, doorway: {pkce: required, check: never}, scope: openid}]")
                .get(new ClientId("a"));
        JsonNode other = ClientFile.registrations(
                        "clients.yaml", "[{scope: openid, doorway: {check: never, pkce: required}, client_id: a}]")
                .get(new ClientId("a"));

        assertThat(PublishedRegistration.of(some, KEY).differingMembers(PublishedRegistration.of(other, KEY)))
                .isEmpty();
        assertThat(PublishedRegistration.parse(
                        PublishedRegistration.of(some, KEY).text()))
                .isEqualTo(PublishedRegistration.of(other, KEY));
    }

    /** An instance that has just started. */
    private Clients started() {
        return new Clients(settings, mutualTls, keys, changes);
    }

    private static String registration(String client, String secret) {
        return REGISTRATION.formatted(client, secret);
    }

    /** In one step, because the service reads the file every two seconds. */
    private void replaceFile(String yaml) throws IOException {
        Path written = Files.writeString(file.resolveSibling("written.yaml"), yaml);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void change(String yaml) throws IOException {
        replaceFile(yaml);
        clients.reload();
    }

    private List<ClientRegistrationChanged> events(String client) {
        return new TopicRecords(kafka)
                .read(Topics.ADMINISTRATION).stream()
                        .map(record -> Json.readEvent(record.value()))
                        .filter(ClientRegistrationChanged.class::isInstance)
                        .map(ClientRegistrationChanged.class::cast)
                        .filter(event -> event.client().value().equals(client))
                        .toList();
    }
}
