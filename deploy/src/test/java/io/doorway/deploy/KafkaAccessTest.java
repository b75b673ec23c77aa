package io.doorway.deploy;

import static io.doorway.deploy.Manifests.SERVICES;
import static io.doorway.deploy.Manifests.elements;
import static io.doorway.deploy.Manifests.file;
import static io.doorway.deploy.Manifests.find;
import static io.doorway.deploy.Manifests.ofKind;
import static io.doorway.deploy.Manifests.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.record.EventWriter;
import io.doorway.servers.KafkaServer;
import io.doorway.testkit.event.SampleEvents;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The declared topics and rights are what the code uses, and not more. */
class KafkaAccessTest {

    private static final List<JsonNode> TOPICS = file("components/kafka/topics.yaml");
    private static final List<JsonNode> USERS = file("components/kafka/users.yaml");

    @Test
    void theTopicsAreThoseOfTheCode() {
        assertThat(TOPICS.stream().map(Manifests::name))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Topics.EVENTS.stream(), Stream.of(Topics.AUDIT, Topics.DEAD_LETTERS))
                                .toList());
        assertThat(TOPICS).allSatisfy(topic -> {
            assertThat(topic.at("/spec/partitions").asInt()).isEqualTo(KafkaServer.PARTITIONS);
            assertThat(topic.at("/spec/config/cleanup.policy").asText().equals("compact"))
                    .isEqualTo(Manifests.name(topic).equals(Topics.DEVICES));
        });
    }

    @Test
    void inProductionAWriteIsOnTwoBrokers() {
        List<JsonNode> objects = new Manifests.Source("production").objects();

        assertThat(ofKind(objects, "KafkaTopic")).hasSize(TOPICS.size()).allSatisfy(topic -> {
            assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(3);
            assertThat(topic.at("/spec/config/min.insync.replicas").asInt()).isEqualTo(2);
        });
        assertThat(find(objects, "Kafka", "doorway")
                        .at("/spec/kafka/config/min.insync.replicas")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void thereAreNoOtherUsers() {
        assertThat(USERS.stream().map(Manifests::name))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(SERVICES.stream(), Stream.of("siem")).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"challenge-service", "approval-service", "session-service", "audit-service", "siem"})
    void aUserWritesOnlyItsOwnTopics(String user) {
        assertThat(topicsOf(user, "Write")).isEqualTo(written(user));
    }

    @ParameterizedTest
    @ValueSource(strings = {"challenge-service", "approval-service", "session-service", "audit-service", "siem"})
    void aUserReadsOnlyWhatItConsumes(String user) throws IOException {
        assertThat(topicsOf(user, "Read")).isEqualTo(consumed(user));
    }

    /** {@code KafkaEventLog} loads the metadata of all of them when a service starts. */
    @ParameterizedTest
    @ValueSource(strings = {"challenge-service", "approval-service", "session-service"})
    void aServiceThatPublishesDescribesEveryEventTopic(String service) {
        assertThat(topicsOf(service, "Describe")).containsAll(Topics.EVENTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"approval-service", "session-service", "audit-service"})
    void aServiceHasItsConsumerGroups(String service) throws IOException {
        List<String> groups = incoming(service, "group.id")
                .map(group -> group.replaceFirst("\\$\\{.*", ""))
                .toList();

        assertThat(acls(service)
                        .filter(acl -> acl.at("/resource/type").asText().equals("group"))
                        .map(acl -> acl.at("/resource/name").asText()))
                .containsExactlyInAnyOrderElementsOf(groups);
    }

    @Test
    void noRightIsWiderThanOneTopic() {
        assertThat(USERS.stream()
                        .map(Manifests::name)
                        .flatMap(KafkaAccessTest::acls)
                        .filter(acl -> acl.at("/resource/type").asText().equals("topic")))
                .allMatch(acl -> acl.at("/resource/patternType").asText().equals("literal"))
                .allSatisfy(acl -> assertThat(texts(acl.path("operations"))).isSubsetOf("Read", "Write", "Describe"));
    }

    /** The topics of the events that a service writes, and what is not an event of its own. */
    private static Set<String> written(String user) {
        Set<String> topics = new TreeSet<>();
        EventWriter.of(user)
                .ifPresent(writer -> SampleEvents.all()
                        .filter(event -> EventWriter.of(event).contains(writer))
                        .forEach(event -> topics.add(event.topic())));
        switch (user) {
            // It relays the outbox in Redis, in which session-service has its events.
            case "challenge-service" -> topics.addAll(written("session-service"));
            case "approval-service" -> topics.add(Topics.DEAD_LETTERS);
            case "audit-service" -> topics.addAll(Set.of(Topics.AUDIT, Topics.DEAD_LETTERS));
            default -> {}
        }
        return topics;
    }

    private static Set<String> consumed(String user) throws IOException {
        return user.equals("siem")
                ? Set.of(Topics.AUDIT)
                : new TreeSet<>(Stream.concat(incoming(user, "topic"), incoming(user, "topics"))
                        .flatMap(topics -> Stream.of(topics.split(",")))
                        .toList());
    }

    /** The values of a property of the channels that the service consumes. */
    private static Stream<String> incoming(String service, String property) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of("..", service, "src/main/resources/application.properties"))) {
            properties.load(in);
        }
        return properties.stringPropertyNames().stream()
                .filter(name -> name.matches("mp\\.messaging\\.incoming\\.\\w+\\." + property))
                .map(properties::getProperty);
    }

    private static Set<String> topicsOf(String user, String operation) {
        return new TreeSet<>(acls(user)
                .filter(acl -> acl.at("/resource/type").asText().equals("topic"))
                .filter(acl -> texts(acl.path("operations")).contains(operation))
                .map(acl -> acl.at("/resource/name").asText())
                .toList());
    }

    private static Stream<JsonNode> acls(String user) {
        return elements(find(USERS, "KafkaUser", user).at("/spec/authorization/acls"));
    }
}
