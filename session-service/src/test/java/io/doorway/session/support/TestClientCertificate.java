package io.doorway.session.support;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.List;

/** A self-signed certificate of a client. */
public record TestClientCertificate(X509Certificate certificate) {

    /** @param options of {@code keytool}, which replace those of {@link Keytool} */
    public static TestClientCertificate generate(String... options) {
        try {
            Path store = Files.createTempDirectory("doorway-client").resolve("client.p12");
            Keytool.generate(store, "client", options);
            return new TestClientCertificate(
                    (X509Certificate) KeyStore.getInstance(store.toFile(), Keytool.PASSWORD.toCharArray())
                            .getCertificate("client"));
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key of the P-256 curve, of a subject with an attribute that banks have, and with one alternative name of each kind. */
    public static TestClientCertificate ofBank() {
        return generate(
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=Trader,O=Trading Bank,2.5.4.97=PSDGB-FCA-1",
                "-ext",
                "san=dns:trader.example,uri:https://trader.example/id,ip:2001:db8::1,email:api@trader.example");
    }

    /** The header in which a proxy passes it (RFC 9440). */
    public String header() {
        return ":" + Base64.getEncoder().encodeToString(der()) + ":";
    }

    public byte[] der() {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key with its certificate ({@code x5c}), as a client registers it. */
    public String jwk() {
        return new ECKey.Builder(Curve.P_256, (ECPublicKey) certificate.getPublicKey())
                .x509CertChain(List.of(com.nimbusds.jose.util.Base64.encode(der())))
                .build()
                .toJSONString();
    }
}
