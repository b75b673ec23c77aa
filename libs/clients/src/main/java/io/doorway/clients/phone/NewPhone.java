package io.doorway.clients.phone;

import com.nimbusds.jose.jwk.ECKey;
import java.util.Map;

/**
 * A phone that an enrolled phone adds to its account: a key that is not enrolled yet.
 *
 * @param issuer the issuer of the account
 * @param key the key to be enrolled, with its private half
 */
public record NewPhone(String issuer, PhoneApiClient api, ECKey key) {

    /** With a new key. */
    public static NewPhone at(String issuer, PhoneApiClient api) {
        return new NewPhone(issuer, api, PhoneMessages.newKey());
    }

    /** Asks whose account the code would add this phone to. */
    public PhoneResponse preview(String code) {
        return send("preview", PhoneMessages.ADDITION_PREVIEW, Map.of("enrolment_code", code));
    }

    /** Claims the code with this phone's key. */
    public PhoneResponse claim(String code, String name) {
        return send("claim", PhoneMessages.ADDITION_CLAIM, Map.of("enrolment_code", code, "name", name));
    }

    /** What became of the claim: 200 with the credential id, or 202. */
    public PhoneResponse result() {
        return send("result", PhoneMessages.ADDITION_RESULT, Map.of());
    }

    /** The phone after its claim was approved. */
    public HeadlessPhone enrolled() {
        PhoneResponse response = result().expect(200);
        return new HeadlessPhone(
                new PhoneIdentity(issuer, response.text("account"), response.text("credential_id"), key), api);
    }

    private PhoneResponse send(String call, String typ, Map<String, ?> claims) {
        String message = PhoneMessages.signByNewKey(typ, key, PhoneMessages.claims(issuer, claims));
        return api.post("/devices/additions/" + call, message);
    }
}
