package io.doorway.session.provider.sso;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.login.jws.StrictJws;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proof in {@code Secure-Session-Response} that a browser has the key of its device: a JWT of the type {@code dbsc+jwt} by ES256 whose
 * {@code jti} is the challenge (Device Bound Session Credentials, section "DBSC proof JWT").
 */
record DeviceProof(StrictJws jws) {

    private static final int MAX_LENGTH = 2_000;

    /** The proof, not yet verified; empty if there is none of this form. */
    static Optional<DeviceProof> parse(@Nullable String header) {
        return Optional.ofNullable(header)
                .map(DeviceProof::unquoted)
                .flatMap(text -> StrictJws.parse(text, MAX_LENGTH))
                .filter(jws -> jws.headerText("typ").equals("dbsc+jwt")
                        && jws.headerText("alg").equals("ES256"))
                .map(DeviceProof::new);
    }

    /** The text of a header that may be a string of structured fields (RFC 8941 section 3.3.3), as Chromium sends, or plain. */
    static String unquoted(String header) {
        return header.replaceAll("^\"|\"$", "");
    }

    /** The challenge that it answers. */
    String challenge() {
        return jws.text("jti");
    }

    /** The new key that it is signed with; empty if there is none, or another one has signed. */
    Optional<ECKey> newKey() {
        return jws.embeddedKey().filter(this::isSignedBy);
    }

    boolean isSignedBy(ECKey key) {
        try {
            return jws.isSignedBy(key.toECPublicKey());
        } catch (JOSEException e) {
            throw new IllegalStateException("not a key on P-256", e);
        }
    }
}
