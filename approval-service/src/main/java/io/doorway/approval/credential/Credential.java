package io.doorway.approval.credential;

import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device's credential and its account, read in one query, so that both are of one moment.
 *
 * @param id the {@code kid} of the device's messages
 * @param account the account that the device belongs to
 * @param key the public key that verifies the device's messages
 * @param active whether the credential is not revoked
 * @param accountActive whether the account is not suspended
 * @param enrolledAt when the device was enrolled
 * @param passkeysActiveFrom when the first passkey of the device begins to count, if it has passkeys and none counts yet; otherwise null
 * @param readAt when this was read; all times are by the database's clock
 * @param claims all claims of the account, by OpenID claim name
 */
public record Credential(
        CredentialId id,
        AccountId account,
        ECPublicKey key,
        boolean active,
        boolean accountActive,
        Instant enrolledAt,
        @Nullable Instant passkeysActiveFrom,
        Instant readAt,
        Map<String, Object> claims) {

    /** Those of the named claims that the account has. */
    public Map<String, Object> release(List<String> names) {
        Map<String, Object> released = new HashMap<>(claims);
        released.keySet().retainAll(names);
        return released;
    }

    /** Without the claims, which are personal data. */
    @Override
    public String toString() {
        return "Credential[" + id + " of " + account + "]";
    }
}
