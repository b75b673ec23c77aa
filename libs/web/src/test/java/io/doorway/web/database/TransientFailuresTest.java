package io.doorway.web.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.DatabaseException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what the statement and its values do not cause is worth a repetition. */
class TransientFailuresTest {

    private static final class Rejected extends DatabaseException {

        private static final long serialVersionUID = 1L;

        Rejected(String sqlState) {
            super("rejected", 0, sqlState);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "08003", "40001", "40P01", "53100", "53300", "57P01", "57014", "58030", "25006", "28000",
                "28P01", "3D000", "42501", "42P01", "42703"
            })
    void whatTheDatabaseOrItsConfigurationCausesIsTransient(String sqlState) {
        assertThat(TransientFailures.isTransient(new RuntimeException(new Rejected(sqlState))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22021", "22003", "22P05", "23502", "23505", "23514", "42601", "54000", "25001", "XX000", "", "08"
            })
    void whatTheStatementOrItsValuesCauseIsNot(String sqlState) {
        assertThat(TransientFailures.isTransient(new RuntimeException(new Rejected(sqlState))))
                .isFalse();
    }

    @Test
    void anErrorWithoutSqlStateIsNot() {
        assertThat(TransientFailures.isTransient(new Rejected(null))).isFalse();
    }

    static Stream<Throwable> connections() {
        return Stream.of(
                new ConnectException("refused"),
                new TimeoutException(),
                new io.smallrye.mutiny.TimeoutException(),
                new VertxException("Connection closed"),
                new NoStackTraceThrowable("Connection closed"));
    }

    @ParameterizedTest
    @MethodSource("connections")
    void aConnectionOrATimeoutIsTransient(Throwable failure) {
        assertThat(TransientFailures.isTransient(failure)).isTrue();
        assertThat(TransientFailures.isTransient(new IllegalStateException(failure)))
                .isTrue();
    }

    @Test
    void aDefectIsNot() {
        assertThat(TransientFailures.isTransient(new NullPointerException())).isFalse();
        assertThat(TransientFailures.isTransient(new IllegalArgumentException("negative timestamp")))
                .isFalse();
    }
}
