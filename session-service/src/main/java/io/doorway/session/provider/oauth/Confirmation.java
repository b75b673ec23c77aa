package io.doorway.session.provider.oauth;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.doorway.protocol.secret.ConstantTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a token or a code is bound to (RFC 7800 section 3.1): whoever uses it proves that they have the key.
 *
 * @param method how the key is proved
 * @param thumbprint SHA-256 of the key or the certificate, base64url
 */
public record Confirmation(Method method, String thumbprint) {
    /** Before the thumbprint of a certificate in a stored record. A version that knows only keys finds no proof for such a text. */
    private static final String CERTIFICATE_PREFIX = "x5t#S256:";

    /** How a key is proved. */
    public enum Method {
        /** By a DPoP proof: the thumbprint is that of the key (RFC 9449 section 6.1). */
        DPOP("jkt"),
        /** By mutual TLS: the thumbprint is that of the certificate (RFC 8705 section 3.1). */
        CERTIFICATE("x5t#S256");

        private final String member;

        Method(String member) {
            this.member = member;
        }
    }

    public static Confirmation ofProof(String thumbprint) {
        return new Confirmation(Method.DPOP, thumbprint);
    }

    public static Confirmation ofCertificate(String thumbprint) {
        return new Confirmation(Method.CERTIFICATE, thumbprint);
    }

    /** Reads the text of a stored record. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Confirmation parse(String text) {
        return text.startsWith(CERTIFICATE_PREFIX)
                ? ofCertificate(text.substring(CERTIFICATE_PREFIX.length()))
                : ofProof(text);
    }

    /** The text for a stored record. */
    @JsonValue
    public String text() {
        return method == Method.CERTIFICATE ? CERTIFICATE_PREFIX + thumbprint : thumbprint;
    }

    /** The claim {@code cnf}. */
    public Map<String, Object> claim() {
        return Map.of(method.member, thumbprint);
    }

    /** Whether something that is bound to the first may be used by whoever proved the second. */
    public static boolean permits(@Nullable Confirmation bound, @Nullable Confirmation proved) {
        return bound == null || proved != null && ConstantTime.equal(proved.text(), bound.text());
    }

    /** Whether it is proved by DPoP. */
    public static boolean isDpop(@Nullable Confirmation confirmation) {
        return confirmation != null && confirmation.method() == Method.DPOP;
    }
}
