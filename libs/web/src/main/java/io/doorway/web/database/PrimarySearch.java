package io.doorway.web.database;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnectOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one server that accepts writes. All servers are asked at once, at most twice a second however many statements wait, because a
 * server that starts must not be flooded with connections.
 *
 * <p>Two servers that accept writes are two histories of one database. Neither is used then: an operator has to stop one of them.
 */
final class PrimarySearch {

    private static final Logger LOGGER = Logger.getLogger(PrimarySearch.class);

    /** The time in which a server has to answer: less than the five seconds of a call, and enough for a busy machine. */
    private static final Duration ANSWER = Duration.ofSeconds(4);

    /** What is known of the other servers this long after the first one has said that it accepts writes, decides. */
    private static final Duration OTHERS = Duration.ofMillis(500);

    /** A result is used for this time. */
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private static final String IS_READ_ONLY = "show transaction_read_only";

    private final Vertx vertx;
    private final List<PgConnectOptions> servers;
    private @Nullable Future<SqlConnectOptions> latest;
    private String logged = "";

    PrimarySearch(Vertx vertx, List<PgConnectOptions> servers) {
        this.vertx = vertx;
        this.servers = List.copyOf(servers);
    }

    /** The primary. Fails if no server accepts writes, or more than one. */
    synchronized Future<SqlConnectOptions> find() {
        if (latest == null) {
            latest = search();
            latest.onComplete(done -> vertx.setTimer(INTERVAL.toMillis(), timer -> forget()));
        }
        return latest;
    }

    private synchronized void forget() {
        latest = null;
    }

    private Future<SqlConnectOptions> search() {
        List<Answer> answers =
                servers.stream().map(server -> new Answer(server, ask(server))).toList();
        Promise<Void> decide = Promise.promise();
        for (Answer answer : answers) {
            answer.acceptsWrites().onSuccess(primary -> {
                if (primary) {
                    vertx.setTimer(OTHERS.toMillis(), timer -> decide.tryComplete());
                }
            });
        }
        Future.join(answers.stream().map(Answer::acceptsWrites).toList()).onComplete(all -> decide.tryComplete());
        return decide.future().compose(decided -> only(answers));
    }

    private Future<SqlConnectOptions> only(List<Answer> answers) {
        List<Answer> primaries = answers.stream().filter(Answer::isPrimary).toList();
        if (primaries.size() == 1) {
            Answer primary = primaries.getFirst();
            logOnce(Level.INFO, "PostgreSQL: the primary is " + primary.address());
            return Future.succeededFuture(primary.server());
        }
        String problem = (primaries.isEmpty() ? "no server accepts writes: " : "more than one server accepts writes: ")
                + answers.stream().map(Answer::toString).collect(Collectors.joining(", "));
        logOnce(Level.WARN, "PostgreSQL: " + problem);
        return Future.failedFuture(new VertxException(problem, true));
    }

    /** Of a state that lasts, one line. */
    private synchronized void logOnce(Level level, String state) {
        if (!state.equals(logged)) {
            logged = state;
            LOGGER.log(level, state);
        }
    }

    /** Whether the server accepts writes; an answer that is late is ignored. A standby does not, until it is promoted. */
    private Future<Boolean> ask(PgConnectOptions server) {
        Promise<Boolean> answer = Promise.promise();
        long timer =
                vertx.setTimer(ANSWER.toMillis(), late -> answer.tryFail(new VertxException("does not answer", true)));
        PgConnection.connect(vertx, server)
                .compose(connection -> connection
                        .query(IS_READ_ONLY)
                        .execute()
                        .map(rows -> "off".equals(rows.iterator().next().getString(0)))
                        .onComplete(asked -> connection.close()))
                .onComplete(answer::tryComplete, answer::tryFail);
        return answer.future().onComplete(answered -> vertx.cancelTimer(timer));
    }

    private record Answer(PgConnectOptions server, Future<Boolean> acceptsWrites) {

        private boolean isPrimary() {
            return acceptsWrites.succeeded() && acceptsWrites.result();
        }

        private String address() {
            return server.getHost() + ":" + server.getPort();
        }

        @Override
        public String toString() {
            return address() + " (" + state() + ")";
        }

        private String state() {
            if (!acceptsWrites.isComplete()) {
                return "has not answered yet";
            }
            if (acceptsWrites.succeeded()) {
                return acceptsWrites.result() ? "accepts writes" : "is read-only";
            }
            return acceptsWrites.cause() instanceof PgException refused
                    ? "SQLSTATE " + refused.getSqlState()
                    : String.valueOf(acceptsWrites.cause().getMessage());
        }
    }
}
