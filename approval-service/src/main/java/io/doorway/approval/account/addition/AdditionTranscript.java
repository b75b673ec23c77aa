package io.doorway.approval.account.addition;

import io.doorway.approval.account.addition.DeviceAdditions.Addition;
import io.doorway.approval.account.addition.DeviceAdditions.Claim;
import io.doorway.protocol.json.CanonicalJson;
import java.util.HashMap;
import java.util.Map;

/**
 * What the enrolled device shows and signs to add a device: canonical JSON (RFC 8785). It names the key of the new phone, so that the
 * approval is for this key and no other, and the addition, so that it is for one time.
 */
final class AdditionTranscript {
    private AdditionTranscript() {}

    static String of(Addition addition, Claim claim) {
        Map<String, Object> members = new HashMap<>();
        members.put("account", addition.account().value());
        members.put("addition", addition.id());
        members.put("by", addition.requestedBy().value());
        members.put("change", "add-device");
        members.put("key", claim.thumbprint());
        members.put("name", claim.credential().name());
        return CanonicalJson.of(members);
    }
}
