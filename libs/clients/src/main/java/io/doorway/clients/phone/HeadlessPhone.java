package io.doorway.clients.phone;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.vocabulary.FrameSource;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An enrolled phone that follows the protocol. A response without success is a {@link PhoneRefusedException}, which contains the response.
 * Thread-safe.
 */
public final class HeadlessPhone {
    private static final int MAX_SCAN_ATTEMPTS = 5;

    private final PhoneIdentity identity;
    private final PhoneApiClient api;
    private final @Nullable String timeZone;

    /** A phone that was enrolled before. */
    public HeadlessPhone(PhoneIdentity identity, PhoneApiClient api) {
        this(identity, api, null);
    }

    private HeadlessPhone(PhoneIdentity identity, PhoneApiClient api, @Nullable String timeZone) {
        this.identity = identity;
        this.api = api;
        this.timeZone = timeZone;
    }

    /** The same phone with a time zone, such as {@code Europe/Paris}, in its scans; null for none. */
    public HeadlessPhone withTimeZone(@Nullable String otherTimeZone) {
        return new HeadlessPhone(identity, api, otherTimeZone);
    }

    /** Enrols a new key with a link, {@code <issuer>/app/enrol#<code>}. */
    public static HeadlessPhone enrol(String link, String name) {
        return enrol(link, name, null);
    }

    /** Enrols a new key with a link and the answer of its invitation, or null if the invitation has none. */
    public static HeadlessPhone enrol(String link, String name, @Nullable String answer) {
        int path = link.indexOf("/app/enrol#");
        if (path < 0) {
            throw new IllegalArgumentException("not an enrolment link: " + link);
        }
        String issuer = link.substring(0, path);
        String code = link.substring(link.indexOf('#') + 1);
        return enrol(issuer, new PhoneApiClient(issuer), PhoneMessages.newKey(), code, name, answer);
    }

    /** Enrols a new key with an enrolment code. */
    public static HeadlessPhone enrol(String issuer, PhoneApiClient api, String code, String name) {
        return enrol(issuer, api, PhoneMessages.newKey(), code, name);
    }

    /** Enrols the given key, so that an enrolment without response can be repeated. */
    public static HeadlessPhone enrol(String issuer, PhoneApiClient api, ECKey key, String code, String name) {
        return enrol(issuer, api, key, code, name, null);
    }

    private static HeadlessPhone enrol(
            String issuer, PhoneApiClient api, ECKey key, String code, String name, @Nullable String answer) {
        Map<String, Object> claims = PhoneMessages.claims(issuer, Map.of("enrolment_code", code, "name", name));
        if (answer != null) {
            claims.put("answer", answer);
        }
        PhoneResponse response =
                api.post("/devices", PhoneMessages.signEnrolment(key, claims)).expect(201);
        PhoneIdentity identity =
                new PhoneIdentity(issuer, response.text("account"), response.text("credential_id"), key);
        return new HeadlessPhone(identity, api);
    }

    /** The account, the credential and the key. */
    public PhoneIdentity identity() {
        return identity;
    }

    /** The connection to Doorway. */
    public PhoneApiClient api() {
        return api;
    }

    /** Scans a QR code, given as its address or as the frame in it: claims the challenge for this credential. */
    public ScannedLogin scan(String linkOrFrame) {
        return claim(linkOrFrame, FrameSource.CAMERA);
    }

    /** Opens the address in a QR code as a link: claims the challenge for this credential. */
    public ScannedLogin open(String link) {
        return claim(link, FrameSource.LINK);
    }

    /** Enters the code of a login page: claims the challenge for this credential. */
    public ScannedLogin enterCode(String code) {
        return claim(code, FrameSource.CODE);
    }

    private ScannedLogin claim(String linkOrFrame, FrameSource source) {
        String frame = linkOrFrame.substring(linkOrFrame.lastIndexOf('/') + 1);
        Map<String, Object> claims = new HashMap<>(PhoneMessages.scan(frame, source.wireName()));
        if (timeZone != null) {
            claims.put("time_zone", timeZone);
        }
        String message = signedMessage(PhoneMessages.SCAN, claims);
        return ScannedLogin.of(api.post("/approvals/scan", message).expect(200));
    }

    /**
     * Scans the QR code on a screen, and scans again if the frame is stale.
     *
     * @param screen returns the address in the current QR code
     */
    public ScannedLogin scan(Supplier<String> screen) {
        for (int attempt = 1; ; attempt++) {
            try {
                return scan(screen.get());
            } catch (PhoneRefusedException refused) {
                if (attempt == MAX_SCAN_ATTEMPTS
                        || !refused.response().problem().equals("stale-frame")) {
                    throw refused;
                }
            }
        }
    }

    /** Approves. The response may contain a confirmation code or an address that leads back to the browser. */
    public PhoneResponse approve(ScannedLogin login) {
        return approve(login, Map.of());
    }

    /** Approves with additional claims in the message. */
    public PhoneResponse approve(ScannedLogin login, Map<String, ?> additional) {
        Map<String, Object> claims = new HashMap<>(additional);
        claims.put("transcript", login.transcript());
        String message = signedMessage(PhoneMessages.APPROVAL, claims);
        return api.post("/approvals/" + login.challengeId() + "/approve", message)
                .expect(200);
    }

    /** Approves with a passkey that signs the transcript. */
    public PhoneResponse approve(ScannedLogin login, HeadlessPasskey passkey) {
        return approve(login, Map.of("passkey", passkey.sign(login.transcript())));
    }

    /**
     * Rejects.
     *
     * @param reason {@code not_me}, {@code unknown_service} or {@code changed_mind}
     */
    public PhoneResponse reject(ScannedLogin login, String reason) {
        String message =
                signedMessage(PhoneMessages.REJECTION, Map.of("transcript", login.transcript(), "reason", reason));
        return api.post("/approvals/" + login.challengeId() + "/reject", message)
                .expect(200);
    }

    /**
     * Waits for a later version of the login than the known one, for at most ten seconds.
     *
     * @param knownVersion 0 for an answer at once
     */
    public PhoneResponse outcome(ScannedLogin login, long knownVersion) {
        Map<String, Object> claims =
                Map.of("challenge_id", login.challengeId(), "version", Long.toString(knownVersion));
        return api.post("/approvals/" + login.challengeId() + "/outcome", signedMessage(PhoneMessages.OUTCOME, claims));
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

    private List<Map<String, Object>> list(String path, String member) {
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
