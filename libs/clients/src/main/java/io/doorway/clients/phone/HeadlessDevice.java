package io.doorway.clients.phone;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An enrolled device that manages its account: its devices, passkeys, known browsers and activity. Thread-safe. */
public abstract sealed class HeadlessDevice permits HeadlessPhone {

    private final PhoneIdentity identity;
    private final PhoneApiClient api;

    HeadlessDevice(PhoneIdentity identity, PhoneApiClient api) {
        this.identity = identity;
        this.api = api;
    }

    /** The account, the credential and the key. */
    public PhoneIdentity identity() {
        return identity;
    }

    /** The connection to Doorway. */
    public PhoneApiClient api() {
        return api;
    }

    /** The device credentials of the account, including this one. */
    public List<Map<String, Object>> devices() {
        return list("/devices", "devices");
    }

    /** Revokes a device credential of the account, which may be this one. */
    public void revoke(String credentialId) {
        withNonceRetry(message -> api.delete("/devices/" + credentialId, message))
                .expect(204);
    }

    /**
     * Requests the removal of a device of the account. An older device is removed at once only if a passkey confirms it.
     *
     * @param passkey the passkey that confirms the removal, or null
     */
    public PhoneResponse remove(String credentialId, @Nullable HeadlessPasskey passkey) {
        String path = "/devices/" + credentialId;
        PhoneResponse asked = api.delete(path, signedMessage(PhoneMessages.DEVICE, Map.of()));
        if (asked.nonce() == null) {
            return asked;
        }
        Map<String, Object> claims = new HashMap<>(Map.of("nonce", asked.nonce()));
        if (passkey != null) {
            claims.put("passkey", passkey.sign(removalText(credentialId, asked.nonce())));
        }
        return api.delete(path, signedMessage(PhoneMessages.DEVICE, claims));
    }

    /** The canonical text of a removal, whose hash a passkey signs. */
    public String removalText(String credentialId, String nonce) {
        return "{\"by\":\"%s\",\"change\":\"remove-device\",\"device\":\"%s\",\"nonce\":\"%s\"}"
                .formatted(identity.credentialId(), credentialId, nonce);
    }

    /** Starts adding a device of the account; the response contains {@code id} and {@code link}. */
    public PhoneResponse startAddition() {
        return withNonceRetry(message -> api.post("/devices/additions", message));
    }

    /** What has claimed an addition that this phone started, with its {@code transcript}. */
    public PhoneResponse addition(String id) {
        return withNonceRetry(message -> api.get("/devices/additions/" + id, message));
    }

    /** Approves an addition by signing its transcript. */
    public PhoneResponse approveAddition(String id, String transcript) {
        String message = signedMessage(PhoneMessages.ADDITION, Map.of("transcript", transcript));
        return api.post("/devices/additions/" + id + "/approve", message);
    }

    /** Cancels an addition that this phone started. */
    public PhoneResponse cancelAddition(String id) {
        return withNonceRetry(message -> api.delete("/devices/additions/" + id, message));
    }

    /** Cancels the requested removal of a device of the account. */
    public PhoneResponse cancelRemoval(String credentialId) {
        return withNonceRetry(message -> api.delete("/devices/" + credentialId + "/removal", message));
    }

    /** Removes a new passkey of another device of the account. */
    public PhoneResponse removePasskeyOf(String credentialId, String passkeyId) {
        return withNonceRetry(message -> api.delete("/devices/" + credentialId + "/passkeys/" + passkeyId, message));
    }

    /** Registers a passkey; {@code confirmedBy}, which counts already, confirms the registration. */
    public PhoneResponse addPasskey(HeadlessPasskey passkey, HeadlessPasskey confirmedBy) {
        String nonce = passkeyNonce();
        Map<String, String> attestation = passkey.attest(nonce);
        Map<String, Object> claims = Map.of(
                "nonce",
                nonce,
                "attestation",
                attestation,
                "passkey",
                confirmedBy.sign(
                        registrationText(Objects.requireNonNull(attestation.get("attestation_object")), nonce)));
        return api.post("/passkeys", signedMessage(PhoneMessages.PASSKEY, claims));
    }

    /** The canonical text of a registration, whose hash a passkey signs. */
    public String registrationText(String attestationObject, String nonce) {
        return "{\"attestation_object\":\"%s\",\"by\":\"%s\",\"change\":\"add-passkey\",\"nonce\":\"%s\"}"
                .formatted(
                        Base64Url.encode(Sha256.of(Base64Url.decode(attestationObject))),
                        identity.credentialId(),
                        nonce);
    }

    /** Creates a passkey and registers it. */
    public HeadlessPasskey addPasskey() {
        HeadlessPasskey passkey = HeadlessPasskey.at(identity.issuer());
        addPasskey(passkey).expect(201);
        return passkey;
    }

    /** Registers a passkey; the server's nonce is the challenge of the ceremony. */
    public PhoneResponse addPasskey(HeadlessPasskey passkey) {
        return addPasskey(passkey::attest);
    }

    /**
     * Registers a passkey.
     *
     * @param attest returns the {@code attestation} member for the server's nonce
     */
    public PhoneResponse addPasskey(Function<String, Map<String, String>> attest) {
        String nonce = passkeyNonce();
        Map<String, Object> claims = Map.of("nonce", nonce, "attestation", attest.apply(nonce));
        return api.post("/passkeys", signedMessage(PhoneMessages.PASSKEY, claims));
    }

    private String passkeyNonce() {
        String nonce = api.post("/passkeys", signedMessage(PhoneMessages.PASSKEY, Map.of()))
                .expect(401)
                .nonce();
        if (nonce == null) {
            throw new IllegalStateException("the response contains no nonce");
        }
        return nonce;
    }

    /** This phone's passkeys. */
    public List<Map<String, Object>> passkeys() {
        return list("/passkeys", "passkeys");
    }

    /** Removes a passkey of this phone. */
    public void removePasskey(String id) {
        withNonceRetry(message -> api.delete("/passkeys/" + id, message)).expect(204);
    }

    /** The known browsers of the account, which require no confirmation code. */
    public List<Map<String, Object>> browsers() {
        return list("/browsers", "browsers");
    }

    /** Forgets a known browser. */
    public void forgetBrowser(String id) {
        withNonceRetry(message -> api.delete("/browsers/" + id, message)).expect(204);
    }

    /** The browsers in which the account is logged in by single sign-on. */
    public List<Map<String, Object>> sessions() {
        return list("/browsers/sessions", "sessions");
    }

    /** Ends the sessions of the account in one browser. */
    public PhoneResponse endSession(String id) {
        return withNonceRetry(message -> api.delete("/browsers/sessions/" + id, message));
    }

    /** Ends all sessions of the account. */
    public PhoneResponse endSessions() {
        return withNonceRetry(message -> api.delete("/browsers/sessions", message));
    }

    /** Recognises a new device of the account as the person's own. */
    public void recognise(String credentialId) {
        withNonceRetry(message -> api.post("/devices/" + credentialId + "/recognise", message))
                .expect(204);
    }

    /** Gives a device of the account another name. */
    public PhoneResponse rename(String credentialId, String name) {
        return withNonceRetry(
                PhoneMessages.RENAMING,
                Map.of("name", name),
                message -> api.post("/devices/" + credentialId + "/name", message));
    }

    /** The activity of the account, newest first. */
    public List<Map<String, Object>> activity() {
        return list("/activity", "activity");
    }

    /** Disowns a login: it was not this person's. */
    public PhoneResponse disown(String challengeId) {
        return withNonceRetry(message -> api.post("/activity/" + challengeId + "/disown", message));
    }

    /** A message of the given type, signed by this phone, with the claims of every message and the given ones. */
    public String signedMessage(String typ, Map<String, ?> claims) {
        return PhoneMessages.sign(
                typ, identity.key(), identity.credentialId(), PhoneMessages.claims(identity.issuer(), claims));
    }

    final List<Map<String, Object>> list(String path, String member) {
        PhoneResponse response =
                withNonceRetry(message -> api.get(path, message)).expect(200);
        try {
            return List.of(JSONObjectUtils.getJSONObjectArray(response.json(), member));
        } catch (ParseException e) {
            throw new IllegalStateException("no " + member + " in: " + response.body(), e);
        }
    }

    /** Sends without a nonce, and again with the nonce that the server requires (as in RFC 9449 section 8). */
    private PhoneResponse withNonceRetry(String typ, Map<String, ?> claims, Function<String, PhoneResponse> send) {
        PhoneResponse first = send.apply(signedMessage(typ, claims));
        String nonce = first.nonce();
        boolean nonceRequired = first.status() == 401 && first.problem().equals("use-nonce");
        if (!nonceRequired || nonce == null) {
            return first;
        }
        Map<String, Object> withNonce = new HashMap<>(claims);
        withNonce.put("nonce", nonce);
        return send.apply(signedMessage(typ, withNonce));
    }

    private PhoneResponse withNonceRetry(Function<String, PhoneResponse> send) {
        return withNonceRetry(PhoneMessages.DEVICE, Map.of(), send);
    }
}
