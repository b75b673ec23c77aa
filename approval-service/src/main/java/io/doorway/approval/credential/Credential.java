package io.doorway.approval.credential;

import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A device's key and whose it is, read in one query with its account so that both are as of one moment.
 *
 * @param id the credential id, the {@code kid} of its messages
 * @param account whose device it is
 * @param key what its messages are verified with
 * @param active whether it has not been revoked
 * @param accountActive whether the account is not suspended
 * @param enrolledAt since when the device is the account's
 * @param readAt when this was so; both times are the database's clock
 * @param claims everything that may be told about the account
 */
public record Credential(
        String id,
        String account,
        ECPublicKey key,
        boolean active,
        boolean accountActive,
        Instant enrolledAt,
        Instant readAt,
        Map<String, Object> claims) {

    /** The values of those named claims that the account has. */
    public Map<String, Object> release(List<String> names) {
        Map<String, Object> released = new HashMap<>(claims);
        released.keySet().retainAll(names);
        return released;
    }

    /** Without the claims, which are personal. */
    @Override
    public String toString() {
        return "Credential[" + id + " of " + account + "]";
    }
}
