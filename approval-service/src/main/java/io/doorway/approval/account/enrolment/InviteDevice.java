package io.doorway.approval.account.enrolment;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.account.enrolment.Invitations.CreationResult;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.web.config.Issuer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Creates a one-time code with which a device can be enrolled for an account. */
@ApplicationScoped
public class InviteDevice {
    private final Invitations invitations;
    private final RandomGenerator random;
    private final Issuer issuer;

    InviteDevice(Invitations invitations, RandomGenerator random, Issuer issuer) {
        this.invitations = invitations;
        this.random = random;
        this.issuer = issuer;
    }

    /**
     * The reply to the operator, who passes it on to the person.
     *
     * @param enrolmentCode to type
     * @param link to open on the phone; the code is its fragment, which browsers do not send to servers
     * @param expiresAt until when the code is valid
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Invitation(SecretText enrolmentCode, SecretText link, Instant expiresAt) {}

    /** The invitation, or empty if there is no such account. */
    public Uni<Optional<Invitation>> invite(AccountId account) {
        EnrolmentCode code = EnrolmentCode.random(random);
        return invitations.add(code, account).chain(result -> switch (result) {
            case CreationResult.Created created ->
                Uni.createFrom().item(Optional.of(invitation(code, created.expiresAt())));
            case CreationResult.NoSuchAccount none -> Uni.createFrom().item(Optional.empty());
            case CreationResult.IdTaken taken -> invite(account);
        });
    }

    private Invitation invitation(EnrolmentCode code, Instant expiresAt) {
        SecretText link =
                SecretText.of(issuer.at("/app/enrol") + "#" + code.text().open());
        return new Invitation(code.text(), link, expiresAt);
    }
}
