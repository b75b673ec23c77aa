package io.doorway.testkit.phone;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.doorway.testkit.passkey.HeadlessPasskey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An enrolled phone that does what it is told. A refusal by the server is a {@link PhoneRefusedException}, which holds the
 * answer.
 *
 * <p>Safe for use by several threads.
 */
public final class HeadlessPhone {
    private static final int LOOKS = 5;

    private final PhoneIdentity identity;
    private final PhoneLine line;
    private final @Nullable String timeZone;

    public HeadlessPhone(PhoneIdentity identity, PhoneLine line) {
        this(identity, line, null);
    }

    private HeadlessPhone(PhoneIdentity identity, PhoneLine line, @Nullable String timeZone) {
        this.identity = identity;
        this.line = line;
        this.timeZone = timeZone;
    }

    /** The same phone, which from now on says where its clock is set for, such as {@code Europe/Paris}; null: it does not say. */
    public HeadlessPhone in(@Nullable String otherTimeZone) {
        return new HeadlessPhone(identity, line, otherTimeZone);
    }

    /** Enrols a new key with a link, {@code <issuer>/app/enrol#<code>}, at the issuer itself. */
    public static HeadlessPhone enrol(String link, String name) {
        int path = link.indexOf("/app/enrol#");
        if (path < 0) {
            throw new IllegalArgumentException("not an enrolment link: " + link);
        }
        String issuer = link.substring(0, path);
        return enrol(issuer, new PhoneLine(issuer), link.substring(link.indexOf('#') + 1), name);
    }

    /** Enrols a new key with a code, over any line. */
    public static HeadlessPhone enrol(String issuer, PhoneLine line, String code, String name) {
        return enrol(issuer, line, PhoneMessages.newKey(), code, name);
    }

    /** Enrols a given key, to try again what got no answer. */
    public static HeadlessPhone enrol(String issuer, PhoneLine line, ECKey key, String code, String name) {
        Map<String, Object> claims = PhoneMessages.claims(issuer, Map.of("enrolment_code", code, "name", name));
        PhoneAnswer answer =
                line.post("/devices", PhoneMessages.signEnrolment(key, claims)).expect(201);
        PhoneIdentity identity = new PhoneIdentity(issuer, answer.text("account"), answer.text("credential_id"), key);
        return new HeadlessPhone(identity, line);
    }

    public PhoneIdentity identity() {
        return identity;
    }

    public PhoneLine line() {
        return line;
    }

    /** Claims a login by the QR code's address, or by the frame alone. */
    public ScannedLogin scan(String linkOrFrame) {
        String frame = linkOrFrame.substring(linkOrFrame.lastIndexOf('/') + 1);
        Map<String, Object> own = new HashMap<>(Map.of("frame", frame));
        if (timeZone != null) {
            own.put("time_zone", timeZone);
        }
        String message = message(PhoneMessages.SCAN, own);
        return ScannedLogin.of(line.post("/approvals/scan", message).expect(200));
    }

    /**
     * Claims the login on a screen, as a camera does: it looks again where the code has moved on since it looked.
     *
     * @param screen the QR code's address at the moment of asking
     */
    public ScannedLogin scan(Supplier<String> screen) {
        for (int look = 1; ; look++) {
            try {
                return scan(screen.get());
            } catch (PhoneRefusedException refused) {
                if (look == LOOKS || !refused.answer().problem().equals("stale-frame")) {
                    throw refused;
                }
            }
        }
    }

    /** Agrees; the answer's {@code state} is {@code approved}, and it may hold a code or the way back to the browser. */
    public PhoneAnswer approve(ScannedLogin login) {
        return approve(login, Map.of());
    }

    /** Agrees, with more than a signature to show for it. */
    public PhoneAnswer approve(ScannedLogin login, Map<String, ?> evidence) {
        Map<String, Object> own = new HashMap<>(evidence);
        own.put("transcript", login.transcript());
        String message = message(PhoneMessages.APPROVAL, own);
        return line.post("/approvals/" + login.challengeId() + "/approve", message)
                .expect(200);
    }

    /** Agrees, and has a passkey verify its person for exactly this. */
    public PhoneAnswer approve(ScannedLogin login, HeadlessPasskey passkey) {
        return approve(login, Map.of("passkey", passkey.sign(login.transcript())));
    }

    /**
     * Refuses; the answer's {@code state} is {@code rejected}.
     *
     * @param reason {@code not_me}, {@code unknown_service} or {@code changed_mind}
     */
    public PhoneAnswer reject(ScannedLogin login, String reason) {
        String message = message(PhoneMessages.REJECTION, Map.of("transcript", login.transcript(), "reason", reason));
        return line.post("/approvals/" + login.challengeId() + "/reject", message)
                .expect(200);
    }

    /** The account's credentials, this phone's among them. */
    public List<Map<String, Object>> devices() {
        return list("/devices", "devices");
    }

    /** Revokes a credential of the same account, its own included. */
    public void revoke(String credentialId) {
        withNonce(message -> line.delete("/devices/" + credentialId, message)).expect(204);
    }

    /** Makes a passkey and registers it. */
    public HeadlessPasskey addPasskey() {
        HeadlessPasskey passkey = HeadlessPasskey.at(identity.issuer());
        addPasskey(passkey).expect(201);
        return passkey;
    }

    /** Registers a passkey, for the nonce that the server asks for. */
    public PhoneAnswer addPasskey(HeadlessPasskey passkey) {
        return addPasskey(passkey::attest);
    }

    /** Registers what is made of the nonce. */
    public PhoneAnswer addPasskey(Function<String, Map<String, String>> attest) {
        String nonce = line.post("/passkeys", message(PhoneMessages.PASSKEY, Map.of()))
                .expect(401)
                .nonce();
        if (nonce == null) {
            throw new IllegalStateException("no nonce to make a passkey for");
        }
        Map<String, Object> own = Map.of("nonce", nonce, "attestation", attest.apply(nonce));
        return line.post("/passkeys", message(PhoneMessages.PASSKEY, own));
    }

    /** This phone's passkeys. */
    public List<Map<String, Object>> passkeys() {
        return list("/passkeys", "passkeys");
    }

    /** Gives up a passkey of this phone. */
    public void removePasskey(String id) {
        withNonce(message -> line.delete("/passkeys/" + id, message)).expect(204);
    }

    /** The browsers that the account's logins ask no code of. */
    public List<Map<String, Object>> browsers() {
        return list("/browsers", "browsers");
    }

    /** Has a browser ask for a code again. */
    public void forgetBrowser(String id) {
        withNonce(message -> line.delete("/browsers/" + id, message)).expect(204);
    }

    /** Says that a device that was added to the account is this person's own. */
    public void recognise(String credentialId) {
        withNonce(message -> line.post("/devices/" + credentialId + "/recognise", message))
                .expect(204);
    }

    /** What happened to the account, newest first. */
    public List<Map<String, Object>> activity() {
        return list("/activity", "activity");
    }

    /** Says of a login that it was not this person's; the answer says what became of that. */
    public PhoneAnswer disown(String challengeId) {
        return withNonce(message -> line.post("/activity/" + challengeId + "/disown", message));
    }

    /** A message of any kind, signed as this phone signs. */
    public String message(String typ, Map<String, ?> own) {
        return PhoneMessages.sign(
                typ, identity.key(), identity.credentialId(), PhoneMessages.claims(identity.issuer(), own));
    }

    private List<Map<String, Object>> list(String path, String member) {
        PhoneAnswer answer = withNonce(message -> line.get(path, message)).expect(200);
        try {
            return List.of(JSONObjectUtils.getJSONObjectArray(answer.json(), member));
        } catch (ParseException e) {
            throw new IllegalStateException("no " + member + " in: " + answer.body(), e);
        }
    }

    /** Sends without a nonce, and again with the one that the server asks for (as in RFC 9449 section 8). */
    private PhoneAnswer withNonce(Function<String, PhoneAnswer> send) {
        PhoneAnswer first = send.apply(message(PhoneMessages.DEVICE, Map.of()));
        String nonce = first.nonce();
        boolean asked = first.status() == 401 && first.problem().equals("use-nonce");
        return asked && nonce != null ? send.apply(message(PhoneMessages.DEVICE, Map.of("nonce", nonce))) : first;
    }
}
