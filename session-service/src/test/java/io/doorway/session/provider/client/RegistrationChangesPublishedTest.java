package io.doorway.session.provider.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.doorway.protocol.event.ClientRegistrationChanged;
import io.doorway.protocol.event.ClientRegistrationChanged.RegistrationChange;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.servers.TopicRecords;
import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A change of the clients' file has an event for each client, with the names of the members that differ. */
@QuarkusTest
class RegistrationChangesPublishedTest extends ProviderTest {
    private static final String SECRET = "sixteen letters or more";
    private static final String REGISTRATION = """

            - client_id: registered-later
              client_name: Registered Later
              client_uri: https://later.example/
              redirect_uris: ['https://later.example/back']
              token_endpoint_auth_method: client_secret_basic
              client_secret: %s
            """;

    @Inject
    Clients clients;

    @ConfigProperty(name = "doorway.clients")
    Path file;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void addingChangingAndRemovingAClientArePublishedByTheNamesOfItsMembers() throws IOException {
        String before = Files.readString(file);
        try {
            change(before + REGISTRATION.formatted(SECRET));
            assertThat(clients.find(new ClientId("registered-later"))).isPresent();
            change(before
                    + REGISTRATION
                            .formatted(SECRET + " and another")
                            .replace("later.example/back", "later.example/elsewhere"));
        } finally {
            change(before);
        }

        List<ClientRegistrationChanged> events = events();
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

    private void change(String yaml) throws IOException {
        Files.writeString(file, yaml);
        clients.reload();
    }

    /** Those of the client that this test registers. */
    private List<ClientRegistrationChanged> events() {
        return new TopicRecords(kafka)
                .read(Topics.ADMINISTRATION).stream()
                        .map(record -> Json.readEvent(record.value()))
                        .filter(ClientRegistrationChanged.class::isInstance)
                        .map(ClientRegistrationChanged.class::cast)
                        .filter(event -> event.client().value().equals("registered-later"))
                        .toList();
    }
}
