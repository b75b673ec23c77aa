package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.local.Gateway.Endpoint;
import io.doorway.servers.Ports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which TLS the gateway speaks (RFC 9325, FAPI 1.0 Advanced section 8.5): 1.3, or 1.2 with ECDHE, an RSA certificate and AES-GCM. */
class GatewayTlsTest {

    private static final int PORT = Ports.free();

    @TempDir
    private static Path directory;

    private static SSLContext client;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        LocalCertificates certificates = LocalCertificates.in(directory, InstantSource.system());
        Certificate authority = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificates.authority()));
        client = LocalCertificates.trusting(authority);
        gateway = Gateway.start(
                new Endpoint(Ports.LOOPBACK, PORT, certificates.issue("localhost", Ports.LOOPBACK)),
                URI.create("https://localhost:" + PORT),
                path -> Optional.empty(),
                Optional.empty());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aClientThatSpeaksBothGetsTls13() throws IOException {
        SSLSession session = handshake(null, null);

        assertThat(session.getProtocol()).isEqualTo("TLSv1.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"})
    void tls12HasAuthenticatedEncryptionAndForwardSecrecy(String suite) throws IOException {
        SSLSession session = handshake("TLSv1.2", suite);

        assertThat(session.getProtocol()).isEqualTo("TLSv1.2");
        assertThat(session.getCipherSuite()).isEqualTo(suite);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
                "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"
            })
    void nothingElseIsAccepted(String suite) {
        assertThatThrownBy(() -> handshake("TLSv1.2", suite)).isInstanceOf(SSLHandshakeException.class);
    }

    private static SSLSession handshake(@Nullable String protocol, @Nullable String suite) throws IOException {
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket(Ports.LOOPBACK, PORT)) {
            if (protocol != null && suite != null) {
                socket.setEnabledProtocols(new String[] {protocol});
                socket.setEnabledCipherSuites(new String[] {suite});
            }
            socket.startHandshake();
            return socket.getSession();
        }
    }
}
