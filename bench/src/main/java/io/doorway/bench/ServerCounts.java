package io.doorway.bench;

import static java.util.Objects.requireNonNull;

import io.doorway.local.Platform.Parts;
import io.doorway.local.RunningPlatform;
import io.doorway.servers.PostgresServer;
import io.doorway.servers.RedisConnection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the servers and the services have counted since their start.
 *
 * @param redisWaits round trips to Redis that a request of a service waited for
 * @param kafkaWaits records of Kafka that a request waited for
 * @param sqlWaits statements of PostgreSQL that a request waited for
 * @param verifications signatures of phones, pages and programs that a service verified
 * @param redisReads reads from connections; a client's round trip is one, whether it carries one command or a pipeline
 * @param redisScripts scripts that were run
 * @param produceRequests produce requests at Kafka
 * @param transactions transactions of PostgreSQL; a statement outside of one is one
 */
record ServerCounts(
        double redisWaits,
        double kafkaWaits,
        double sqlWaits,
        double verifications,
        double redisReads,
        double redisScripts,
        double produceRequests,
        double transactions) {

    private static final Pattern READS = Pattern.compile("(?m)^total_reads_processed:(\\d+)");
    private static final Pattern SCRIPTS = Pattern.compile("(?m)^cmdstat_(?:evalsha|eval|fcall)(?:_ro)?:calls=(\\d+)");
    private static final Pattern VERIFICATIONS =
            Pattern.compile("(?m)^doorway_es256_verifications_total (\\d+)(?:\\.\\d+)?$");
    private static final String TRANSACTIONS = "SELECT sum(xact_commit + xact_rollback) FROM pg_stat_database";

    /** Where the counts are read. */
    record Source(int redisPort, String jdbcUrl, JvmProbe kafka, List<String> services) {

        private static final HttpClient HTTP =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        static Source of(RunningPlatform platform, JvmProbe kafka) {
            String redis = requireNonNull(platform.addresses().get(Parts.REDIS));
            String postgres = requireNonNull(platform.addresses().get(Parts.POSTGRES));
            return new Source(
                    Integer.parseInt(redis.substring(redis.lastIndexOf(':') + 1)),
                    "jdbc:postgresql://%s/postgres".formatted(postgres),
                    kafka,
                    platform.addresses().entrySet().stream()
                            .filter(part -> part.getKey().matches("[a-z]+-service(-\\d+)?"))
                            .map(Map.Entry::getValue)
                            .toList());
        }

        ServerCounts read() {
            try {
                String metrics = metrics();
                return new ServerCounts(
                        waits(metrics, "redis"),
                        waits(metrics, "kafka"),
                        waits(metrics, "postgres"),
                        sum(VERIFICATIONS, metrics),
                        sum(READS, RedisConnection.send(redisPort, "INFO stats")),
                        sum(SCRIPTS, RedisConnection.send(redisPort, "INFO commandstats")),
                        kafka.produceRequests(),
                        transactions());
            } catch (IOException | SQLException e) {
                throw new IllegalStateException("the servers' counts cannot be read: " + e.getMessage(), e);
            }
        }

        /** The metrics of all services, one after the other. */
        private String metrics() throws IOException {
            StringBuilder metrics = new StringBuilder();
            for (String service : services) {
                URI address = URI.create("http://" + service + "/internal/metrics");
                try {
                    metrics.append(HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                            .body());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", e);
                }
            }
            return metrics.toString();
        }

        private static double waits(String metrics, String server) {
            return sum(
                    Pattern.compile("(?m)^doorway_waits_total\\{caller=\"request\",for=\"" + server
                            + "\"} (\\d+)(?:\\.\\d+)?$"),
                    metrics);
        }

        private double transactions() throws SQLException {
            try (Connection connection =
                            DriverManager.getConnection(jdbcUrl, PostgresServer.USER, PostgresServer.PASSWORD);
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(TRANSACTIONS)) {
                result.next();
                return result.getDouble(1);
            }
        }
    }

    ServerCounts since(ServerCounts earlier) {
        return new ServerCounts(
                redisWaits - earlier.redisWaits,
                kafkaWaits - earlier.kafkaWaits,
                sqlWaits - earlier.sqlWaits,
                verifications - earlier.verifications,
                redisReads - earlier.redisReads,
                redisScripts - earlier.redisScripts,
                produceRequests - earlier.produceRequests,
                transactions - earlier.transactions);
    }

    private static double sum(Pattern pattern, String info) {
        double sum = 0;
        for (Matcher found = pattern.matcher(info); found.find(); ) {
            sum += Long.parseLong(found.group(1));
        }
        return sum;
    }
}
