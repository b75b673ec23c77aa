package io.doorway.session.provider.backchannel;

import io.doorway.login.database.PostgresDatabase;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.session.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/** The requests that have ended and whose clients have to be notified, in PostgreSQL. Any instance notifies them. */
@Singleton
class RequestNotices {
    /** At once, and 6, 18 and 42 seconds later. Then the client has asked by itself. */
    static final int MAX_ATTEMPTS = 4;

    private static final String ADD = """
            insert into session.request_notice (challenge_id, client_id) values ($1, $2) on conflict do nothing""";

    private static final String TAKE = """
            update session.request_notice set attempts = attempts + 1,
                next_attempt_at = now() + interval '6 seconds' * power(2, attempts)
            where challenge_id in (select challenge_id from session.request_notice
                where next_attempt_at <= now() and challenge_id in (
                    select challenge_id from (select challenge_id, next_attempt_at, row_number() over
                            (partition by client_id order by next_attempt_at) as of_client
                        from session.request_notice where next_attempt_at <= now()) as due
                    where of_client <= $2::int order by next_attempt_at limit $1::int)
                for update skip locked)
            returning challenge_id, client_id, attempts""";

    private static final String END =
            "update session.request_notice set next_attempt_at = null where challenge_id = $1";

    private static final String SWEEP =
            "delete from session.request_notice where created_at < now() - interval '1 hour'";

    private final Database database;

    RequestNotices(Database database) {
        this.database = database;
    }

    /**
     * A notice to send.
     *
     * @param attempt 1 for the first
     */
    record RequestNotice(ChallengeId challenge, ClientId client, int attempt) {

        boolean isLastAttempt() {
            return attempt >= MAX_ATTEMPTS;
        }
    }

    /** Adds a notice. May be repeated. */
    Uni<Void> add(ChallengeId challenge, ClientId client) {
        return database.query(ADD, Tuple.of(challenge.value(), client.value())).replaceWithVoid();
    }

    /**
     * Takes notices that are due. Each is due again after a time that is longer than an attempt takes, unless it is ended.
     *
     * @param ofOneClient how many of one client, so that one whose server is slow does not keep others waiting
     */
    Uni<List<RequestNotice>> take(int limit, int ofOneClient) {
        return database.query(TAKE, Tuple.of(limit, ofOneClient))
                .map(rows -> PostgresDatabase.list(
                        rows,
                        row -> new RequestNotice(
                                new ChallengeId(row.getString("challenge_id")),
                                new ClientId(row.getString("client_id")),
                                row.getInteger("attempts"))));
    }

    /** Nothing is sent any more. */
    Uni<Void> end(RequestNotice notice) {
        return database.query(END, Tuple.of(notice.challenge().value())).replaceWithVoid();
    }

    /** Deletes notices of requests that ended long ago. */
    Uni<Void> sweep() {
        return database.query(SWEEP, Tuple.tuple()).replaceWithVoid();
    }
}
