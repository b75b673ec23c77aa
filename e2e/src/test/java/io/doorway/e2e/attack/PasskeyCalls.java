package io.doorway.e2e.attack;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.LoginPageData;
import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/** Calls of a phone about passkeys, message by message. */
final class PasskeyCalls {

    private PasskeyCalls() {}

    /** Scans a login that requires a passkey; the response of the refusal. */
    static PhoneResponse scanStepUp(HeadlessPhone phone) {
        Map<String, String> request = new HashMap<>(Shop.PLAIN.request(new CodeVerifier()));
        request.put("acr_values", "urn:doorway:acr:passkey");
        HeadlessBrowser browser = TestPlatform.browser();
        LoginPageData page = browser.open(Shop.authorization(request));
        String challenge = browser.start(page).challengeId();
        try {
            phone.scan(
                    () -> Shop.Login.frameIn(browser.frames(challenge).current().content()));
            throw new AssertionError("the scan was accepted");
        } catch (PhoneRefusedException refused) {
            return refused.response();
        }
    }

    static PhoneResponse add(
            HeadlessPhone phone, HeadlessPasskey passkey, BiFunction<String, String, Map<String, String>> confirm) {
        String nonce = passkeyNonce(phone);
        Map<String, String> attestation = passkey.attest(nonce);
        String object = Objects.requireNonNull(attestation.get("attestation_object"));
        Map<String, Object> claims =
                Map.of("nonce", nonce, "attestation", attestation, "passkey", confirm.apply(object, nonce));
        return phone.api().post("/passkeys", phone.signedMessage(PhoneMessages.PASSKEY, claims));
    }

    static PhoneResponse addWithNonce(Household household, String nonce) {
        HeadlessPhone phone = household.newcomer().phone();
        Map<String, Object> claims =
                Map.of("nonce", nonce, "attestation", Household.newPasskey().attest(nonce));
        return phone.api().post("/passkeys", phone.signedMessage(PhoneMessages.PASSKEY, claims));
    }

    static String passkeyNonce(HeadlessPhone phone) {
        return Objects.requireNonNull(phone.api()
                .post("/passkeys", phone.signedMessage(PhoneMessages.PASSKEY, Map.of()))
                .nonce());
    }
}
