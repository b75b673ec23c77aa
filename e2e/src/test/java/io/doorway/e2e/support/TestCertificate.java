package io.doorway.e2e.support;

import io.doorway.servers.ServerTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for servers and clients on this machine, which is its own authority, in the forms in which programs read it.
 *
 * @param directory the files: {@code keystore.p12} contains the key and the certificate
 */
public record TestCertificate(Path directory) {

    /** The password of the key store. */
    public static final String PASSWORD = "for-tests";

    /** Under this name PostgreSQL's JDBC driver looks for the key. */
    private static final String NAME = "user";

    private static final int LINE = 64;

    /** Creates a key and its certificate with {@code keytool} of the JDK. */
    public static TestCertificate in(Path directory) {
        TestCertificate certificate = new TestCertificate(directory);
        try {
            Process keytool = new ProcessBuilder(command(certificate.keyStore()))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("keytool.log").toFile())
                    .start();
            if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException(Files.readString(directory.resolve("keytool.log")));
            }
            KeyStore store = KeyStore.getInstance(certificate.keyStore().toFile(), PASSWORD.toCharArray());
            String key = pem(
                    "PRIVATE KEY", store.getKey(NAME, PASSWORD.toCharArray()).getEncoded());
            String publicPart = pem("CERTIFICATE", store.getCertificate(NAME).getEncoded());
            Files.writeString(certificate.key(), key);
            Files.writeString(certificate.certificate(), publicPart);
            Files.writeString(certificate.both(), publicPart + key);
            return certificate;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> command(Path keyStore) {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        return List.of(
                keytool,
                "-genkeypair",
                "-alias",
                NAME,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-ext",
                "bc:critical=ca:true",
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore.toString(),
                "-storepass",
                PASSWORD);
    }

    private static String pem(String type, byte[] content) {
        String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, lines);
    }

    /** The key and the certificate as PKCS #12. */
    public Path keyStore() {
        return directory.resolve("keystore.p12");
    }

    /** The certificate as PEM. */
    public Path certificate() {
        return directory.resolve("tls.crt");
    }

    /** The key as PEM. */
    public Path key() {
        return directory.resolve("tls.key");
    }

    /** The certificate and the key in one PEM file. */
    public Path both() {
        return directory.resolve("tls.pem");
    }

    /** For servers that require it of their clients too. */
    public ServerTls serverTls() {
        return new ServerTls(certificate(), key(), keyStore(), PASSWORD);
    }

    /** Trusts this certificate and no other. */
    public SSLContext trustingContext() {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    NAME,
                    CertificateFactory.getInstance("X.509").generateCertificate(Files.newInputStream(certificate())));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
