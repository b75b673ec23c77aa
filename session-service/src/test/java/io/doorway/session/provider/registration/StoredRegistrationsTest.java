package io.doorway.session.provider.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.doorway.protocol.event.ClientRegistrationChanged;
import io.doorway.protocol.event.ClientRegistrationChanged.RegistrationChange;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.servers.TopicRecords;
import io.doorway.session.database.Database;
import io.doorway.session.provider.client.Clients;
import io.doorway.session.provider.client.PublishRegistrationChanges;
import io.doorway.session.provider.client.ValidateRegistration;
import io.doorway.session.provider.registration.RegisterClient.Outcome;
import io.doorway.session.support.ProviderTest;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What is stored of the clients that are registered by requests, seen by several instances, by events and by contenders. */
@QuarkusTest
class StoredRegistrationsTest extends ProviderTest {
    private static final String METADATA = "{\"redirect_uris\": [\"https://stored.example/back\"]}";
    private static final int CONTENDERS = 24;

    @Inject
    RegisterClient registerClient;

    @Inject
    StoredRegistrations stored;

    @Inject
    SentMetadata sentMetadata;

    @Inject
    ValidateRegistration validateRegistration;

    @Inject
    PublishRegistrationChanges changes;

    @Inject
    RegistrationSecrets secrets;

    @Inject
    RegistrationPolicy policy;

    @Inject
    RegistrationConfig config;

    @Inject
    Clients clients;

    @Inject
    LoadRegistrations loadRegistrations;

    @Inject
    Database database;

    @Inject
    RandomGenerator random;

    @Inject
    InstantSource clock;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void anotherInstanceUsesARegistrationAndItsRemoval() {
        ClientId client = registered();
        LoadRegistrations other = instance();

        clients.replaceRegistered(Map.of());
        other.refresh();
        assertThat(clients.find(client)).isPresent();

        await(registerClient.remove(client));
        other.refresh();
        assertThat(clients.find(client)).isEmpty();
    }

    @Test
    void eachChangeHasOneEventAndNoEventHasASecret() {
        ClientId client = registered();
        String renamed = METADATA.replace(
                "}", ", \"client_id\": \"" + client + "\", \"client_name\": \"Renamed\", \"scope\": \"openid\"}");

        await(registerClient.replace(client, renamed));
        await(registerClient.remove(client));

        List<ClientRegistrationChanged> events = events(client);
        assertThat(events)
                .extracting(ClientRegistrationChanged::change)
                .containsExactly(RegistrationChange.ADDED, RegistrationChange.CHANGED, RegistrationChange.REMOVED);
        assertThat(events.get(1).members()).containsExactly("client_name", "scope");
        assertThat(events)
                .noneMatch(event ->
                        Json.write(event).contains(secrets.clientSecret(client).open()));
    }

    /** Otherwise every instance would read and validate all registrations after each request that a client gets wrong. */
    @Test
    void aRefusedChangeLeavesTheVersionThatInstancesCompare() {
        ClientId client = registered();
        long version = await(stored.version());

        Outcome refused = await(registerClient.replace(
                client, "{\"client_id\": \"" + client + "\", \"redirect_uris\": [\"http://elsewhere.example/\"]}"));

        assertThat(refused).isInstanceOf(Outcome.Refused.class);
        assertThat(await(stored.version())).isEqualTo(version);
    }

    /** The event was stored, and the instance crashed before the registration was. */
    @Test
    void theEventOfAChangeThatWasNotCommittedIsFollowedByItsOpposite() {
        ClientId client = new ClientId("crashed-" + random.nextLong(Long.MAX_VALUE));
        await(changes.publishSent(
                client, Optional.of(JsonNodeFactory.instance.objectNode().put("scope", "openid"))));

        instance().refresh();

        assertThat(events(client))
                .extracting(ClientRegistrationChanged::change)
                .containsExactly(RegistrationChange.ADDED, RegistrationChange.REMOVED);
    }

    @Test
    void contendersRegisterAsManyClientsAsAreAllowedAndNoMore() throws Exception {
        int before = await(database.query("select count(*) from session.client_registration", Tuple.tuple()))
                .iterator()
                .next()
                .getInteger(0);
        RegisterClient limited = new RegisterClient(
                sentMetadata, stored, loadRegistrations, changes, withMaximum(before + 3), random, clock);

        List<Outcome> outcomes = ConcurrentCalls.run(CONTENDERS, CONTENDERS, call -> await(limited.register(METADATA)));

        assertThat(outcomes).filteredOn(Outcome.Registered.class::isInstance).hasSize(3);
        assertThat(outcomes).filteredOn(Outcome.Refused.class::isInstance).hasSize(CONTENDERS - 3);
    }

    @Test
    void theDatabaseHasNoSecret() {
        ClientId client = registered();

        String row = await(database.query(
                        "select row_to_json(r)::text from session.client_registration r where client_id = $1",
                        Tuple.of(client.value())))
                .iterator()
                .next()
                .getString(0);

        assertThat(row)
                .doesNotContain(secrets.clientSecret(client).open())
                .doesNotContain(secrets.registrationAccessToken(client).open())
                .doesNotContain("client_secret\"");
    }

    private ClientId registered() {
        return ((Outcome.Registered) await(registerClient.register(METADATA)))
                .registration()
                .client();
    }

    /** An instance that has just started. */
    private LoadRegistrations instance() {
        return new LoadRegistrations(stored, validateRegistration, changes, secrets, policy, config, clients);
    }

    private RegistrationConfig withMaximum(int maximum) {
        return new RegistrationConfig() {
            @Override
            public boolean enabled() {
                return config.enabled();
            }

            @Override
            public Optional<String> key() {
                return config.key();
            }

            @Override
            public String policy() {
                return config.policy();
            }

            @Override
            public int maxClients() {
                return maximum;
            }
        };
    }

    private List<ClientRegistrationChanged> events(ClientId client) {
        return new TopicRecords(kafka)
                .read(Topics.ADMINISTRATION).stream()
                        .map(record -> Json.readEvent(record.value()))
                        .filter(ClientRegistrationChanged.class::isInstance)
                        .map(ClientRegistrationChanged.class::cast)
                        .filter(event -> event.client().equals(client))
                        .toList();
    }

    private static <T> T await(Uni<T> result) {
        return result.await().atMost(Duration.ofSeconds(30));
    }
}
