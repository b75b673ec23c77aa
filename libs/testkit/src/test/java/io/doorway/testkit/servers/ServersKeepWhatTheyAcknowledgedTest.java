package io.doorway.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.event.Topics;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Each server is killed, comes back at the same address, and has lost nothing. */
class ServersKeepWhatTheyAcknowledgedTest {

    @Test
    void redis() throws Exception {
        try (RedisServer redis = new RedisServer()) {
            redis.start();
            assertThat(ask(redis, "SET name Ada")).isEqualTo("+OK");

            redis.kill();
            assertThat(redis.running()).isFalse();
            redis.restart();

            assertThat(ask(redis, "STRLEN name")).isEqualTo(":3");
        }
    }

    @Test
    void postgres() throws Exception {
        try (PostgresServer postgres = new PostgresServer()) {
            postgres.start();
            try (var connection = postgres.connect();
                    var statement = connection.createStatement()) {
                statement.execute("create table person (name text)");
                statement.execute("insert into person values ('Ada')");
            }

            postgres.kill();
            assertThat(postgres.running()).isFalse();
            postgres.restart();

            try (var connection = postgres.connect();
                    var statement = connection.createStatement();
                    var people = statement.executeQuery("select name from person")) {
                assertThat(people.next()).isTrue();
                assertThat(people.getString(1)).isEqualTo("Ada");
            }
        }
    }

    @Test
    void kafka() throws Exception {
        try (KafkaServer kafka = new KafkaServer()) {
            kafka.start();
            Map<String, Object> client = Map.of("bootstrap.servers", kafka.address());
            try (var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
                producer.send(new ProducerRecord<>(Topics.SESSIONS, 0, "session", "opened"))
                        .get();
            }

            kafka.kill();
            assertThat(kafka.running()).isFalse();
            kafka.restart();

            var partition = new TopicPartition(Topics.SESSIONS, 0);
            try (var consumer = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                assertThat(consumer.poll(Duration.ofSeconds(20)))
                        .singleElement()
                        .satisfies(found -> assertThat(found.value()).isEqualTo("opened"));
            }
        }
    }

    private static String ask(RedisServer redis, String command) throws Exception {
        try (Socket socket = new Socket(Ports.LOOPBACK, redis.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(3);
            return new String(answer, StandardCharsets.US_ASCII).strip();
        }
    }
}
