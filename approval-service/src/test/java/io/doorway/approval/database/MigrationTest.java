package io.doorway.approval.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.quarkus.runtime.StartupEvent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Migrations of a database that contains data of an earlier version. */
@ApprovalServiceTest
class MigrationTest {
    private static final int INSTANCES = 4;
    private static final String DATABASE = "migration_test";

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @BeforeEach
    void createDatabase() throws SQLException {
        execute(url, "drop database if exists " + DATABASE);
        execute(url, "create database " + DATABASE);
    }

    @Test
    void version6RemovesAttestationsAndRenamesTheActivityOfAWrongCode() throws SQLException {
        migrate("5");
        execute(databaseUrl(), "insert into approval.account (account) values ('ada')");
        execute(databaseUrl(), """
                insert into approval.credential
                    (credential_id, account, name, public_key, thumbprint, attestation_format, attestation_verdict)
                values ('phone', 'ada', 'Phone', '', 'thumbprint', 'android-key', 'unverified')""");
        execute(databaseUrl(), """
                insert into approval.activity (account, id, version, kind, at)
                values ('ada', 'one', 1, 'mistyped', now()), ('ada', 'two', 1, 'login', now())""");

        migrate("6");

        assertThat(text("select string_agg(kind, ' ' order by id) from approval.activity"))
                .isEqualTo("code_rejected login");
        assertThat(text("select to_jsonb(c)::text from approval.credential c"))
                .contains("\"credential_id\": \"phone\"")
                .doesNotContain("attestation");
    }

    @Test
    void instancesThatMigrateAtTheSameTimeLeaveOneHistory() throws SQLException {
        List<Integer> executed =
                ConcurrentCalls.run(INSTANCES, instance -> flyway("latest").migrate().migrationsExecuted);

        int all = executed.stream().mapToInt(Integer::intValue).sum();
        String history = text("""
                select concat_ws(' ', count(*), count(distinct version), bool_and(success))
                from approval.flyway_schema_history where version is not null""");
        assertThat(history).isEqualTo("%1$d %1$d t".formatted(all));
        assertThat(flyway("latest").info().pending()).isEmpty();
    }

    @Test
    void anInstanceThatDoesNotMigrateIsReadyAfterTheMigration() {
        Migration waiting = new Migration(() -> false, flyway("latest"));

        migrate("5");
        waiting.start(new StartupEvent());
        assertThat(waiting.call().getStatus()).isEqualTo(Status.DOWN);

        migrate("latest");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(waiting.call().getStatus()).isEqualTo(Status.UP));
    }

    private void migrate(String version) {
        flyway(version).migrate();
    }

    private Flyway flyway(String version) {
        return Flyway.configure()
                .dataSource(databaseUrl(), user, password)
                .schemas("approval")
                .locations("db/approval")
                .target(version)
                .load();
    }

    private String databaseUrl() {
        return url.replaceFirst("/[^/?]+(\\?.*)?$", "/" + DATABASE);
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(databaseUrl(), user, password);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
