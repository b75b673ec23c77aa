package io.doorway.clients.phone;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.protocol.vocabulary.FrameSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The signed messages of a phone (JWS, ES256), in parts that a test can combine incorrectly. */
public final class PhoneMessages {
    public static final String PREVIEW = "doorway-preview+jwt";
    public static final String ENROL = "doorway-enrol+jwt";
    public static final String ADDITION_PREVIEW = "doorway-addition-preview+jwt";
    public static final String ADDITION_CLAIM = "doorway-addition-claim+jwt";
    public static final String ADDITION_RESULT = "doorway-addition-result+jwt";
    public static final String ADDITION = "doorway-addition+jwt";
    public static final String SCAN = "doorway-scan+jwt";
    public static final String APPROVAL = "doorway-approval+jwt";
    public static final String REJECTION = "doorway-rejection+jwt";
    public static final String OUTCOME = "doorway-outcome+jwt";
    public static final String PASSKEY = "doorway-passkey+jwt";
    public static final String RENAMING = "doorway-renaming+jwt";
    public static final String DEVICE = "doorway-device+jwt";

    private PhoneMessages() {}

    /** A new P-256 key pair. */
    public static ECKey newKey() {
        return JwsSigner.newKey();
    }

    /** The claims of every message, {@code aud}, {@code iat} and {@code jti}, and those of this one, which take precedence. */
    public static Map<String, Object> claims(String issuer, Map<String, ?> additional) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", issuer);
        claims.put("iat", Instant.now().getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        claims.putAll(additional);
        return claims;
    }

    /** The members of a scan of a frame that this phone's camera has read. */
    public static Map<String, String> scanned(String frame) {
        return scan(frame, FrameSource.CAMERA.wireName());
    }

    /** The members of a scan, with any text as the source of its frame. */
    public static Map<String, String> scan(String frame, String frameSource) {
        return Map.of("frame", frame, "frame_source", frameSource);
    }

    /** A message of an enrolled phone, with {@code kid} in the header. */
    public static String sign(String typ, ECKey key, String kid, Map<String, ?> claims) {
        return JwsSigner.sign(header(typ).keyID(kid).build(), key, claims);
    }

    /** The message that enrols a phone, with the new public key in the header. */
    public static String signEnrolment(ECKey key, Map<String, ?> claims) {
        return signByNewKey(ENROL, key, claims);
    }

    /** The message that asks whom an enrolment code invites, with the new public key in the header. */
    public static String signPreview(ECKey key, Map<String, ?> claims) {
        return signByNewKey(PREVIEW, key, claims);
    }

    /** A message of a phone that is not enrolled, with the new public key in the header. */
    public static String signByNewKey(String typ, ECKey key, Map<String, ?> claims) {
        return JwsSigner.sign(header(typ).jwk(key.toPublicJWK()).build(), key, claims);
    }

    /** A builder of the header, to which other parameters can be added. */
    public static JWSHeader.Builder header(String typ) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType(typ));
    }
}
