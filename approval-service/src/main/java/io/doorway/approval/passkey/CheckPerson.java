package io.doorway.approval.passkey;

import io.doorway.approval.answer.Result;
import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.message.SignedMessage;
import io.doorway.protocol.Base64Url;
import io.doorway.protocol.Sha256;
import io.doorway.protocol.event.RefusalReason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Looks at the passkey's assertion in an approval: its challenge has to be the hash of the transcript that the same message holds,
 * so that the person verified themselves for what they were shown.
 *
 * <p>Whether that transcript is the challenge's is for the decision to compare. An assertion that nobody asked for is looked at like
 * any other: it is refused if it is wrong, and counts if it is right.
 */
@ApplicationScoped
public class CheckPerson {
    private static final Set<String> ASSERTION = Set.of("id", "authenticator_data", "client_data_json", "signature");

    private final Passkeys passkeys;
    private final Ceremonies ceremonies;
    private final CoolingOff coolingOff;

    CheckPerson(Passkeys passkeys, Ceremonies ceremonies, CoolingOff coolingOff) {
        this.passkeys = passkeys;
        this.ceremonies = ceremonies;
        this.coolingOff = coolingOff;
    }

    /** @param approval the message, with or without a passkey's assertion */
    public Uni<Result<PersonCheck>> check(SignedMessage approval) {
        if (coolingOff.until(approval.credential()).isPresent()) {
            return Uni.createFrom().item(Result.done(PersonCheck.COOLING_OFF));
        }
        if (approval.object("passkey").isMissingNode()) {
            return Uni.createFrom().item(Result.done(PersonCheck.NONE));
        }
        return AuthenticatorAnswer.parse(approval.object("passkey"), ASSERTION)
                .map(answer -> check(approval, answer))
                .orElseGet(() -> refuse(RefusalReason.MALFORMED, approval));
    }

    private Uni<Result<PersonCheck>> check(SignedMessage approval, AuthenticatorAnswer answer) {
        Credential owner = approval.credential();
        byte[] challenge = Sha256.of(approval.text("transcript").getBytes(StandardCharsets.UTF_8));
        return passkeys.find(Base64Url.encode(answer.bytes("id")), owner).chain(found -> {
            Optional<Passkey> passkey = found;
            OptionalLong counter = passkey.map(kept -> ceremonies.authenticate(kept, challenge, answer))
                    .orElseGet(OptionalLong::empty);
            return counter.isEmpty()
                    ? refuse(RefusalReason.WRONG_PASSKEY, approval)
                    : passkeys.use(
                                    passkey.orElseThrow(),
                                    owner,
                                    counter.getAsLong(),
                                    Sha256.of(answer.bytes("signature")))
                            .chain(forward -> forward
                                    ? Uni.createFrom().item(Result.done(PersonCheck.PASSKEY))
                                    : refuse(RefusalReason.COPIED_PASSKEY, approval));
        });
    }

    private static Uni<Result<PersonCheck>> refuse(RefusalReason reason, SignedMessage approval) {
        return Uni.createFrom().item(Result.refused(reason, approval.who()));
    }
}
