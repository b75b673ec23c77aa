package io.doorway.testkit.phone;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The signed messages of a phone, as small parts that a test can put together wrongly. */
public final class PhoneMessages {
    public static final String ENROL = "doorway-enrol+jwt";
    public static final String SCAN = "doorway-scan+jwt";
    public static final String APPROVAL = "doorway-approval+jwt";
    public static final String REJECTION = "doorway-rejection+jwt";
    public static final String PASSKEY = "doorway-passkey+jwt";
    public static final String DEVICE = "doorway-device+jwt";

    private PhoneMessages() {}

    /** A new P-256 key. */
    public static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    /** What every message says, {@code aud}, {@code iat} and {@code jti}, followed by what this one says. */
    public static Map<String, Object> claims(String issuer, Map<String, ?> own) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", issuer);
        claims.put("iat", Instant.now().getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        claims.putAll(own);
        return claims;
    }

    /** A message of an enrolled phone: compact JWS, ES256, {@code kid} in the header. */
    public static String sign(String typ, ECKey key, String kid, Map<String, ?> claims) {
        return sign(header(typ).keyID(kid).build(), key, claims);
    }

    /** The one message of a phone that is not enrolled yet: the new key is in the header. */
    public static String signEnrolment(ECKey key, Map<String, ?> claims) {
        return sign(header(ENROL).jwk(key.toPublicJWK()).build(), key, claims);
    }

    /** A message with any header at all. */
    public static String sign(JWSHeader header, ECKey key, Map<String, ?> claims) {
        try {
            JWSObject message = new JWSObject(header, new Payload(new LinkedHashMap<>(claims)));
            message.sign(new ECDSASigner(key));
            return message.serialize();
        } catch (JOSEException e) {
            throw new IllegalArgumentException("not a signing key", e);
        }
    }

    /** The beginning of a header, for tests that add what does not belong there. */
    public static JWSHeader.Builder header(String typ) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType(typ));
    }
}
