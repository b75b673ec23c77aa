package io.doorway.clients.phone;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.doorway.clients.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;

/**
 * The data that a phone stores when it is enrolled.
 *
 * @param issuer the issuer at which it is enrolled
 * @param account the account
 * @param credentialId the device credential, the {@code kid} of its messages
 * @param key the private key
 */
public record PhoneIdentity(String issuer, String account, String credentialId, ECKey key) {

    /** Writes the identity to a file that only its owner may read, and replaces an existing one. */
    public void save(Path file) {
        Map<String, Object> members =
                Map.of("issuer", issuer, "account", account, "credential_id", credentialId, "key", key.toJSONObject());
        PrivateFiles.write(file, JSONObjectUtils.toJSONString(members));
    }

    /** Reads a file that {@link #save} wrote. */
    public static PhoneIdentity load(Path file) throws IOException {
        try {
            Map<String, Object> members = JSONObjectUtils.parse(Files.readString(file));
            return new PhoneIdentity(
                    JSONObjectUtils.getString(members, "issuer"),
                    JSONObjectUtils.getString(members, "account"),
                    JSONObjectUtils.getString(members, "credential_id"),
                    ECKey.parse(JSONObjectUtils.getJSONObject(members, "key")));
        } catch (ParseException e) {
            throw new IOException(file + " is not a file of a phone", e);
        }
    }

    @Override
    public String toString() {
        return "PhoneIdentity[" + account + ", " + credentialId + " at " + issuer + "]";
    }
}
