package io.doorway.approval.enrolment;

import io.doorway.approval.database.Database;
import io.doorway.edge.config.Issuer;
import io.doorway.protocol.secret.SecretText;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes a one-time code that enrols a device for an account within ten minutes. */
@ApplicationScoped
public class InviteDevice {
    private static final String FORGET_EXPIRED =
            "delete from approval.enrolment where expires_at < now() - interval '1 day'";
    private static final String ADD = """
            insert into approval.enrolment (code_hash, account, expires_at)
            select $1, account, now() + interval '10 minutes' from approval.account where account = $2
            returning expires_at""";

    private final Database database;
    private final RandomGenerator random;
    private final Issuer issuer;

    InviteDevice(Database database, RandomGenerator random, Issuer issuer) {
        this.database = database;
        this.random = random;
        this.issuer = issuer;
    }

    /** The code and its link, or empty if there is no such account. */
    public Uni<Optional<EnrolmentInvitation>> invite(String account) {
        EnrolmentCode code = EnrolmentCode.random(random);
        SecretText link =
                SecretText.of(issuer.at("/app/enrol") + "#" + code.text().open());
        return database.query(FORGET_EXPIRED, Tuple.tuple())
                .chain(() -> database.query(ADD, Tuple.of(Buffer.buffer(code.hash()), account)))
                .map(rows -> Database.first(rows)
                        .map(row -> new EnrolmentInvitation(
                                code.text(),
                                link,
                                row.getOffsetDateTime("expires_at").toInstant())));
    }
}
