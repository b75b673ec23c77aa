package io.doorway.web.database;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The failures of the database whose cause is not the statement or its values: a repeated statement may succeed, when the database or
 * its configuration has been mended. Every other failure would be repeated for ever.
 */
public final class TransientFailures {

    /**
     * Classes of SQLSTATE (appendix A of PostgreSQL's documentation): 08 connection exception, 28 invalid authorization, 3D invalid
     * catalog name, 40 transaction rollback, 53 insufficient resources, 57 operator intervention, 58 system error.
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "28", "3D", "40", "53", "57", "58");

    /** Of these, the classes of a server that does not take statements: 57P03 is one that is starting up. */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57");

    /** A standby refuses writes with it until it is promoted, or until the client reaches the new primary. */
    private static final String READ_ONLY = "25006";

    /**
     * 42501 is a privilege that is missing, 42P01 a table, 42703 a column: the statements are constant, so that the database is another
     * one than intended, or not migrated yet.
     */
    private static final Set<String> TRANSIENT_STATES = Set.of(READ_ONLY, "42501", "42P01", "42703");

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
        return isOfClass(sqlState, TRANSIENT_CLASSES) || sqlState != null && TRANSIENT_STATES.contains(sqlState);
    }

    /** Whether the server does not answer, or takes no statements at this time; by JDBC. Any other failure of a migration is a mistake. */
    static boolean isUnavailable(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isConnectionOrTimeout(cause)
                    || cause instanceof SQLException rejected
                            && (READ_ONLY.equals(rejected.getSQLState())
                                    || isOfClass(rejected.getSQLState(), UNAVAILABLE_CLASSES))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfClass(@Nullable String sqlState, Set<String> classes) {
        return sqlState != null && sqlState.length() == 5 && classes.contains(sqlState.substring(0, 2));
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
