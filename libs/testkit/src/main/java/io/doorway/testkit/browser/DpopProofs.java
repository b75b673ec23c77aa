package io.doorway.testkit.browser;

import io.doorway.protocol.Base64Url;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.UUID;

/** DPoP proofs (RFC 9449), as the login page makes them. */
public final class DpopProofs {

    private DpopProofs() {}

    /** A proof for one request, good once. */
    public static String sign(PageKey key, String method, URI uri) {
        return sign(key, method, uri, UUID.randomUUID().toString());
    }

    /** A proof with a {@code jti} of the caller's choice. */
    public static String sign(PageKey key, String method, URI uri, String jti) {
        String header = "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + key.jwk() + "}";
        String payload = "{\"htm\":\"" + method + "\",\"htu\":\"" + withoutQuery(uri) + "\",\"iat\":"
                + System.currentTimeMillis() / 1000 + ",\"jti\":\"" + jti + "\"}";
        return signed(key, header, payload);
    }

    /** A compact JWS over any header and payload. */
    public static String signed(PageKey key, String header, String payload) {
        String signed = encoded(header) + "." + encoded(payload);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.privateKey());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64Url.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with P-256", e);
        }
    }

    private static String withoutQuery(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }

    private static String encoded(String json) {
        return Base64Url.encode(json.getBytes(StandardCharsets.UTF_8));
    }
}
