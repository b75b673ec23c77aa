package io.doorway.approval.account.passkey;

import io.doorway.approval.message.SignedMessage;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.json.CanonicalJson;
import java.util.HashMap;
import java.util.Map;

/**
 * The text of a change of an account that a passkey confirms: canonical JSON (RFC 8785). It contains the nonce of the message, so that an
 * assertion confirms one change, once.
 */
public final class AccountChange {
    private AccountChange() {}

    /** The removal of a device. */
    public static String removal(String device, SignedMessage by) {
        return text(by, Map.of("change", "remove-device", "device", device));
    }

    /** The registration of a passkey, by the hash of its attestation object. */
    static String registration(byte[] attestationObject, SignedMessage by) {
        return text(
                by,
                Map.of("change", "add-passkey", "attestation_object", Base64Url.encode(Sha256.of(attestationObject))));
    }

    private static String text(SignedMessage by, Map<String, String> change) {
        Map<String, Object> members = new HashMap<>(change);
        members.put("by", by.credential().id().value());
        members.put("nonce", by.text("nonce"));
        return CanonicalJson.of(members);
    }
}
