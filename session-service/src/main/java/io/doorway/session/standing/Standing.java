package io.doorway.session.standing;

import io.doorway.edge.account.AccountGate;
import io.doorway.edge.account.CredentialGate;
import io.doorway.edge.session.SessionGate;
import io.doorway.edge.session.SessionId;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.event.RefusalReason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What may have happened to an approved login behind its back; asked at every step that it still has to take. */
@ApplicationScoped
public class Standing {
    private final AccountGate accounts;
    private final CredentialGate credentials;
    private final SessionGate sessions;

    Standing(AccountGate accounts, CredentialGate credentials, SessionGate sessions) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.sessions = sessions;
    }

    /** Why the login may not go on: its account suspended, its device revoked, or itself disowned. Empty if it may. */
    public Uni<Optional<RefusalReason>> lost(ChallengeId login, Scan scan) {
        return Uni.combine()
                .all()
                .unis(
                        accounts.closed(scan.account()),
                        credentials.closed(scan.credential()),
                        sessions.ended(SessionId.of(login)))
                .asTuple()
                .map(closed -> {
                    if (closed.getItem1()) {
                        return Optional.of(RefusalReason.ACCOUNT_NOT_ACTIVE);
                    }
                    if (closed.getItem2()) {
                        return Optional.of(RefusalReason.CREDENTIAL_NOT_ACTIVE);
                    }
                    return closed.getItem3() ? Optional.of(RefusalReason.SESSION_ENDED) : Optional.empty();
                });
    }
}
