package io.doorway.web.database;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Ready when PostgreSQL answers within two seconds. The framework's own checks wait without a limit for a server that accepts connections and
 * does not answer. A service with a database has a bean of this type.
 */
public abstract class DatabaseReadiness implements AsyncHealthCheck {

    private static final String NAME = "PostgreSQL";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Pool pool;

    protected DatabaseReadiness(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .completionStage(() -> pool.withConnection(
                                connection -> connection.query("select 1").execute())
                        .toCompletionStage())
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .map(answered -> HealthCheckResponse.up(NAME))
                .onFailure()
                .recoverWithItem(() -> HealthCheckResponse.down(NAME));
    }
}
