package io.doorway.session.provider.keys;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file of private keys: a JWK set (RFC 7517), or a PKCS#12 store (RFC 7292), in which the certificate of a key has the times of its
 * use. The keys of a store sign with the default of their type: PS256 needs a JWK set.
 */
final class SigningKeyFile {

    private SigningKeyFile() {}

    /** @throws IllegalArgumentException if the file cannot be read; the message names it */
    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read", e);
        }
    }

    /**
     * The keys of a file.
     *
     * @param password of a PKCS#12 store
     * @throws IllegalArgumentException with what is wrong
     */
    static JWKSet parse(byte[] content, Optional<String> password) {
        return isJson(content) ? jwkSet(content) : store(content, password);
    }

    static boolean isJson(byte[] content) {
        return new String(content, StandardCharsets.UTF_8).stripLeading().startsWith("{");
    }

    private static JWKSet jwkSet(byte[] content) {
        try {
            return JWKSet.parse(new String(content, StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new IllegalArgumentException("not a JWK set: " + e.getMessage(), e);
        }
    }

    private static JWKSet store(byte[] content, Optional<String> password) {
        char[] secret = password.orElseThrow(() -> new IllegalArgumentException(
                        "neither a JWK set nor, without doorway.signing-keys-password-file, a PKCS#12 store"))
                .toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), secret);
            List<JWK> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, secret) instanceof PrivateKey key
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    keys.add(jwk(key, certificate));
                }
            }
            return new JWKSet(keys);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("not a PKCS#12 store with this password", e);
        }
    }

    private static JWK jwk(PrivateKey key, X509Certificate certificate) {
        return switch (certificate.getPublicKey()) {
            case ECPublicKey ec ->
                new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec)
                        .privateKey(key)
                        .notBeforeTime(certificate.getNotBefore())
                        .expirationTime(certificate.getNotAfter())
                        .build();
            case RSAPublicKey rsa ->
                new RSAKey.Builder(rsa)
                        .privateKey(key)
                        .notBeforeTime(certificate.getNotBefore())
                        .expirationTime(certificate.getNotAfter())
                        .build();
            default -> throw new IllegalArgumentException("a key that is neither EC nor RSA");
        };
    }
}
