package io.doorway.testkit.phone;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;

/**
 * What a phone keeps after it was enrolled.
 *
 * @param issuer the Doorway that it is enrolled with
 * @param account whose phone it is
 * @param credentialId its name there, the {@code kid} of its messages
 * @param key its private key
 */
public record PhoneIdentity(String issuer, String account, String credentialId, ECKey key) {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Writes the identity to a file that only its owner may read, replacing the one that was there. */
    public void save(Path file) throws IOException {
        Map<String, Object> members =
                Map.of("issuer", issuer, "account", account, "credential_id", credentialId, "key", key.toJSONObject());
        Path directory = file.toAbsolutePath().getParent();
        Path written = Files.createTempFile(directory, "phone", ".json", OWNER_ONLY);
        Files.writeString(written, JSONObjectUtils.toJSONString(members));
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Reads what {@link #save} wrote. */
    public static PhoneIdentity load(Path file) throws IOException {
        try {
            Map<String, Object> members = JSONObjectUtils.parse(Files.readString(file));
            return new PhoneIdentity(
                    JSONObjectUtils.getString(members, "issuer"),
                    JSONObjectUtils.getString(members, "account"),
                    JSONObjectUtils.getString(members, "credential_id"),
                    ECKey.parse(JSONObjectUtils.getJSONObject(members, "key")));
        } catch (ParseException e) {
            throw new IOException(file + " is not a phone's file", e);
        }
    }

    @Override
    public String toString() {
        return "PhoneIdentity[" + account + ", " + credentialId + " at " + issuer + "]";
    }
}
