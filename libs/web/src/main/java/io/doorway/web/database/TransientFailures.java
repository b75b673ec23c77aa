package io.doorway.web.database;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The failures of the database that are provably transient: a repeated statement may succeed. Every other failure has its cause in the
 * statement or in its values, and would be repeated for ever.
 */
public final class TransientFailures {

    /**
     * Classes of SQLSTATE (appendix A of PostgreSQL's documentation): 08 connection exception, 40 transaction rollback, 53 insufficient
     * resources, 57 operator intervention.
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57");

    /** A standby answers with it until it is promoted, or until the client reaches the new primary. */
    private static final String READ_ONLY = "25006";

    private TransientFailures() {}

    public static boolean isTransient(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseException rejected) {
                return isTransientState(rejected.getSqlState());
            }
            if (isConnectionOrTimeout(cause)) {
                return true;
            }
        }
        return false;
    }

    static boolean isTransientState(@Nullable String sqlState) {
        return sqlState != null
                && sqlState.length() == 5
                && (TRANSIENT_CLASSES.contains(sqlState.substring(0, 2)) || sqlState.equals(READ_ONLY));
    }

    private static boolean isConnectionOrTimeout(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof io.smallrye.mutiny.TimeoutException
                || cause instanceof VertxException
                || cause instanceof NoStackTraceThrowable
                || cause instanceof ConnectionPoolTooBusyException;
    }
}
