package io.doorway.approval.passkey;

import io.doorway.protocol.challenge.Judgement;
import io.doorway.protocol.event.RefusalReason;
import java.util.List;
import java.util.Optional;

/**
 * How sure an approval is that it was the device's person who approved.
 *
 * <p>{@code amr} has the names of RFC 8176: {@code pop}, proof of possession of a key; {@code swk}, software, the less of the two
 * that there are, for nothing attests that a phone keeps its keys in hardware; {@code user}, somebody was present at the passkey, and
 * {@code mfa}, which verified that it was its owner, beside the device that they have.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are those of List.of
public enum PersonCheck {
    /** Somebody who holds the device. */
    NONE(List.of("pop", "swk")),
    /** The person: the device's passkey verified them and signed the transcript. */
    PASSKEY(List.of("pop", "swk", "user", "mfa")),
    /** Somebody who holds a device that was enrolled too recently for its passkeys to count. */
    COOLING_OFF(List.of("pop", "swk"));

    private final List<String> amr;

    PersonCheck(List<String> amr) {
        this.amr = amr;
    }

    public List<String> amr() {
        return amr;
    }

    /** Why a login that was judged so cannot be approved with this, or empty if it can. */
    public Optional<RefusalReason> refusal(Judgement judgement) {
        if (!judgement.passkey()) {
            return Optional.empty();
        }
        return switch (this) {
            case NONE -> Optional.of(RefusalReason.PASSKEY_REQUIRED);
            case COOLING_OFF -> Optional.of(RefusalReason.COOLING_OFF);
            case PASSKEY -> Optional.empty();
        };
    }
}
