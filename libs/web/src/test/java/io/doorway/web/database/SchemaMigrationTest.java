package io.doorway.web.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaMigrationTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    private final SchemaMigration migration = new SchemaMigration(() -> true, this::migrate, () -> false) {};

    private void migrate() {
        RuntimeException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
    }

    private boolean isDone() {
        return isDone(migration);
    }

    private static boolean isDone(SchemaMigration migration) {
        return migration.call().getStatus() == HealthCheckResponse.Status.UP;
    }

    @Test
    void aDatabaseThatAnswersIsMigratedBeforeTheServiceStarts() {
        migration.start(new StartupEvent());

        assertThat(isDone()).isTrue();
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsMigratedAsSoonAsItDoes() {
        failures.add(new IllegalStateException(new ConnectException("refused")));
        failures.add(new IllegalStateException(new SQLException("the database system is starting up", "57P03")));
        failures.add(new IllegalStateException(new SQLException("a standby cannot write", "25006")));

        migration.start(new StartupEvent());

        assertThat(isDone()).isFalse();
        Awaitility.await().atMost(TIMEOUT).until(this::isDone);
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"28P01", "42P07", "42501", "22023"})
    void aMigrationThatTheDatabaseRefusesStopsTheStart(String sqlState) {
        failures.add(new IllegalStateException(new SQLException("refused", sqlState)));

        assertThatThrownBy(() -> migration.start(new StartupEvent())).hasRootCauseMessage("refused");
    }

    @Test
    void anInstanceThatDoesNotMigrateIsReadyWhenSomebodyElseHas() {
        AtomicBoolean migrated = new AtomicBoolean();
        failures.add(new IllegalStateException("this instance migrates"));
        SchemaMigration waiting = new SchemaMigration(() -> false, this::migrate, migrated::get) {};

        waiting.start(new StartupEvent());
        assertThat(isDone(waiting)).isFalse();

        migrated.set(true);
        Awaitility.await().atMost(TIMEOUT).until(() -> isDone(waiting));
        assertThat(failures).hasSize(1);
    }
}
