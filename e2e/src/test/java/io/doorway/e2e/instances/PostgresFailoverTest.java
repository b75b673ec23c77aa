package io.doorway.e2e.instances;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.LoginInstances;
import io.doorway.local.Platform.Parts;
import io.doorway.servers.PostgresPrimaryAndStandby;
import io.doorway.servers.PostgresServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The services with a PostgreSQL primary and a standby, chosen by configuration alone. The primary is lost while logins run: they are
 * refused until the standby is promoted, and succeed within ten seconds afterwards, without a restart.
 */
@EnabledIfSystemProperty(
        named = "doorway.failover",
        matches = "true",
        disabledReason =
                "starts eight services and two servers, which takes minutes: ./doorway test -Ddoorway.failover=true")
class PostgresFailoverTest {

    private static final Set<Integer> UNAVAILABLE = Set.of(503);
    private static final Set<String> WRITING_CONSUMERS = Set.of(Parts.APPROVAL, Parts.AUDIT);
    private static final int LOGINS = 6;

    @TempDir
    private Path logs;

    @Test
    void aPrimaryIsKilled(TestReporter reporter) {
        losesThePrimary(PostgresServer::kill, reporter);
    }

    @Test
    void aPrimaryHangsWithItsConnectionsOpen(TestReporter reporter) {
        losesThePrimary(PostgresServer::freeze, reporter);
    }

    private void losesThePrimary(Consumer<PostgresServer> lose, TestReporter reporter) {
        try (PostgresPrimaryAndStandby servers = new PostgresPrimaryAndStandby()) {
            servers.start();
            try (LoginInstances instances = LoginInstances.startAll(service -> settings(servers, service), logs)) {
                List<Long> processes = instances.live();
                List<HeadlessPhone> phones =
                        Stream.of("ada", "grace").map(instances::enrolledPhone).toList();
                try (ContinuousLogins logins = new ContinuousLogins(instances, phones, UNAVAILABLE)) {
                    logins.awaitCompleted(LOGINS);
                    int before = logins.refusalCount();

                    lose.accept(servers.primary());

                    logins.awaitRefusal();
                    assertThat(instances.live()).as("live without a primary").isEqualTo(processes);
                    servers.promote();
                    reporter.publishEntry(
                            "logins after the promotion", logins.awaitRecovery().toString());
                    logins.awaitCompleted(LOGINS);
                    reporter.publishEntry("refused logins", Integer.toString(logins.refusalCount() - before));

                    List<String> completed = logins.stop();
                    assertThat(instances.live()).isEqualTo(processes);
                    assertThat(completed).doesNotHaveDuplicates();
                    completed.forEach(instances::assertRecordedOnceHere);
                }
            }
        }
    }

    /** Consumers that write to the database are groups of their own, because it is not the one of the platform. */
    private static Map<String, String> settings(PostgresPrimaryAndStandby servers, String service) {
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.datasource.reactive.url", servers.urls());
        settings.put("quarkus.datasource.jdbc.url", servers.jdbcUrl());
        if (WRITING_CONSUMERS.contains(service)) {
            settings.put(
                    "mp.messaging.incoming.events.group.id",
                    service + "-" + servers.primary().port());
        }
        return settings;
    }
}
