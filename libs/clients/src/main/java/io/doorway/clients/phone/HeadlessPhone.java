package io.doorway.clients.phone;

import com.nimbusds.jose.jwk.ECKey;
import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import io.doorway.protocol.vocabulary.FrameSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An enrolled phone that follows the protocol: it scans and decides logins, and manages its account as every {@link HeadlessDevice}. A
 * response without success is a {@link PhoneRefusedException}, which contains the response.
 * Thread-safe.
 */
public final class HeadlessPhone extends HeadlessDevice {
    private static final int MAX_SCAN_ATTEMPTS = 5;

    private final @Nullable String timeZone;

    /** A phone that was enrolled before. */
    public HeadlessPhone(PhoneIdentity identity, PhoneApiClient api) {
        this(identity, api, null);
    }

    private HeadlessPhone(PhoneIdentity identity, PhoneApiClient api, @Nullable String timeZone) {
        super(identity, api);
        this.timeZone = timeZone;
    }

    /** The same phone with a time zone, such as {@code Europe/Paris}, in its scans; null for none. */
    public HeadlessPhone withTimeZone(@Nullable String otherTimeZone) {
        return new HeadlessPhone(identity(), api(), otherTimeZone);
    }

    /** Enrols a new key with a link, {@code <issuer>/app/enrol#<code>}. */
    public static HeadlessPhone enrol(String link, String name) {
        return enrol(link, name, null);
    }

    /** Enrols a new key with a link and the answer of its invitation, or null if the invitation has none. */
    public static HeadlessPhone enrol(String link, String name, @Nullable String answer) {
        return enrol(link, name, answer, PhoneApiClient::new);
    }

    /** Likewise, with a client that a function makes for the address of Doorway. */
    public static HeadlessPhone enrol(
            String link, String name, @Nullable String answer, Function<String, PhoneApiClient> client) {
        int path = link.indexOf("/app/enrol#");
        if (path < 0) {
            throw new IllegalArgumentException("not an enrolment link: " + link);
        }
        String issuer = link.substring(0, path);
        String code = link.substring(link.indexOf('#') + 1);
        return enrol(issuer, client.apply(issuer), PhoneMessages.newKey(), code, name, answer);
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

    /** The requests of relying parties that wait for the account and began without a browser. */
    public List<Map<String, Object>> requests() {
        return list("/approvals/requests", "requests");
    }

    /** Opens a request of {@link #requests()}: claims the challenge for this credential. */
    public ScannedLogin openRequest(String challengeId) {
        return claim(challengeId, FrameSource.LIST);
    }

    private ScannedLogin claim(String linkOrFrame, FrameSource source) {
        String frame = linkOrFrame.substring(linkOrFrame.lastIndexOf('/') + 1);
        Map<String, Object> claims = new HashMap<>(PhoneMessages.scan(frame, source.wireName()));
        if (timeZone != null) {
            claims.put("time_zone", timeZone);
        }
        String message = signedMessage(PhoneMessages.SCAN, claims);
        return ScannedLogin.of(api().post("/approvals/scan", message).expect(200));
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
        return api().post("/approvals/" + login.challengeId() + "/approve", message)
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
        return api().post("/approvals/" + login.challengeId() + "/reject", message)
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
        return api().post(
                        "/approvals/" + login.challengeId() + "/outcome", signedMessage(PhoneMessages.OUTCOME, claims));
    }
}
