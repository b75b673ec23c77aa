package io.doorway.servers;

import io.doorway.protocol.event.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/** Doorway's topics, as a platform for trying has them: the replication is the broker's default. */
public final class KafkaTopics {

    /** The partitions of each topic: several, because order holds per key and not per topic. */
    public static final int PARTITIONS = 6;

    private static final List<NewTopic> TOPICS = List.of(
            topic(Topics.TRANSITIONS),
            topic(Topics.REFUSALS),
            topic(Topics.DEVICES)
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
            topic(Topics.SESSIONS),
            topic(Topics.ADMINISTRATION),
            topic(Topics.AUDIT),
            topic(Topics.DEAD_LETTERS));

    private KafkaTopics() {}

    /**
     * Creates the topics that do not exist.
     *
     * @param client the settings of a Kafka client
     * @param limit the time for each of three requests
     * @return whether every partition of every topic has a leader
     */
    public static boolean create(Map<String, ?> client, Duration limit)
            throws ExecutionException, InterruptedException, TimeoutException {
        int milliseconds = Math.toIntExact(limit.toMillis());
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, milliseconds);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, milliseconds);
        try (Admin admin = Admin.create(settings)) {
            var present = admin.listTopics().names().get(milliseconds, TimeUnit.MILLISECONDS);
            var missing = TOPICS.stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .toList();
            admin.createTopics(missing).all().get(milliseconds, TimeUnit.MILLISECONDS);
            var names = TOPICS.stream().map(NewTopic::name).toList();
            return admin
                    .describeTopics(names)
                    .allTopicNames()
                    .get(milliseconds, TimeUnit.MILLISECONDS)
                    .values()
                    .stream()
                    .allMatch(KafkaTopics::hasLeader);
        }
    }

    private static boolean hasLeader(TopicDescription topic) {
        return topic.partitions().size() == PARTITIONS
                && topic.partitions().stream()
                        .allMatch(partition -> !partition.isr().isEmpty()
                                && partition.leader() != null
                                && !partition.leader().isEmpty());
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, Optional.of(PARTITIONS), Optional.empty());
    }
}
