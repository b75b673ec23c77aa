package io.doorway.approval.account.passkey;

import io.doorway.protocol.challenge.RiskAssessment;
import io.doorway.protocol.vocabulary.RefusalReason;
import java.util.List;
import java.util.Optional;

/**
 * How the user of the device was verified for an approval.
 *
 * <p>{@code amr} has values of RFC 8176: {@code pop}, proof of possession of a key; {@code swk}, a software-secured key, because
 * nothing attests that a phone stores its key in hardware; {@code user}, the user was present at the passkey; {@code mfa}, the passkey
 * verified the user, in addition to the device.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are those of List.of
public enum UserVerification {
    /** Somebody who holds the device. */
    NONE(List.of("pop", "swk")),
    /** The device's passkey verified its user and signed the transcript. */
    PASSKEY(List.of("pop", "swk", "user", "mfa")),
    /** Somebody who holds the device, during the cooling-off period of the device or of the passkey, in which passkeys do not count. */
    COOLING_OFF(List.of("pop", "swk"));

    private final List<String> amr;

    UserVerification(List<String> amr) {
        this.amr = amr;
    }

    public List<String> amr() {
        return amr;
    }

    /** Why a login with this assessment cannot be approved with this verification, or empty if it can. */
    public Optional<RefusalReason> refusalFor(RiskAssessment assessment) {
        if (!assessment.passkey()) {
            return Optional.empty();
        }
        return switch (this) {
            case NONE -> Optional.of(RefusalReason.PASSKEY_REQUIRED);
            case COOLING_OFF -> Optional.of(RefusalReason.COOLING_OFF);
            case PASSKEY -> Optional.empty();
        };
    }
}
