package io.doorway.approval.enrolment;

import io.doorway.edge.config.Issuer;
import io.doorway.protocol.secret.SecretText;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes a one-time code that enrols a device for an account within minutes. */
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

    /** The code and its link, or empty if there is no such account. */
    public Uni<Optional<EnrolmentInvitation>> invite(String account) {
        EnrolmentCode code = EnrolmentCode.random(random);
        return invitations.add(code, account).chain(made -> switch (made) {
            case Invitations.Made.Until until ->
                Uni.createFrom().item(Optional.of(invitation(code, until.expiresAt())));
            case Invitations.Made.NoSuchAccount none -> Uni.createFrom().item(Optional.empty());
            case Invitations.Made.NameTaken taken -> invite(account);
        });
    }

    private EnrolmentInvitation invitation(EnrolmentCode code, Instant expiresAt) {
        SecretText link =
                SecretText.of(issuer.at("/app/enrol") + "#" + code.text().open());
        return new EnrolmentInvitation(code.text(), link, expiresAt);
    }
}
