package io.doorway.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.event.Topics;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each server is killed and started again at the same address, and has lost no acknowledged write. */
class AcknowledgedWritesSurviveKillTest {

    @Test
    void redisKeepsItsKeys() throws Exception {
        try (RedisServer redis = new RedisServer(Server.Mode.fromEnvironment())) {
            redis.start();
            assertThat(send(redis, "SET name Ada")).isEqualTo("+OK");

            redis.kill();
            assertThat(redis.running()).isFalse();
            redis.restart();

            assertThat(send(redis, "STRLEN name")).isEqualTo(":3");
        }
    }

    @Test
    void postgresqlKeepsItsRows() throws Exception {
        try (PostgresServer postgres = new PostgresServer(Server.Mode.fromEnvironment())) {
            postgres.start();
            try (var connection = connect(postgres);
                    var statement = connection.createStatement()) {
                statement.execute("create table person (name text)");
                statement.execute("insert into person values ('Ada')");
            }

            postgres.kill();
            assertThat(postgres.running()).isFalse();
            postgres.restart();

            try (var connection = connect(postgres);
                    var statement = connection.createStatement();
                    var people = statement.executeQuery("select name from person")) {
                assertThat(people.next()).isTrue();
                assertThat(people.getString(1)).isEqualTo("Ada");
            }
        }
    }

    @Test
    void kafkaKeepsItsRecords() {
        try (KafkaServer kafka = new KafkaServer(Server.Mode.fromEnvironment())) {
            kafka.start();
            TopicRecords topics = new TopicRecords(kafka.address());
            topics.write(Topics.SESSIONS, "session", "opened");

            kafka.kill();
            assertThat(kafka.running()).isFalse();
            kafka.restart();

            assertThat(topics.await(Topics.SESSIONS, 1, record -> true, Duration.ofSeconds(20)))
                    .singleElement()
                    .satisfies(record -> assertThat(record.value()).isEqualTo("opened"));
        }
    }

    private static Connection connect(PostgresServer postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), PostgresServer.USER, PostgresServer.PASSWORD);
    }

    private static String send(RedisServer redis, String command) throws Exception {
        try (Socket socket = new Socket(Ports.LOOPBACK, redis.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] reply = socket.getInputStream().readNBytes(3);
            return new String(reply, StandardCharsets.US_ASCII).strip();
        }
    }
}
