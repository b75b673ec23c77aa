package io.doorway.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.doorway.local.Gateway.Endpoint;
import io.doorway.servers.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform for devices of the network: certificates, TLS at the gateway, and the code in the terminal. */
class LanTest {

    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path directory;

    @Test
    void aClientThatTrustsTheAuthorityReachesTheServiceByTls() throws Exception {
        LocalCertificates certificates = LocalCertificates.in(directory, CLOCK);

        assertThat(get(certificates, certificates.authority()).body()).isEqualTo("https");
    }

    @Test
    void aClientThatDoesNotTrustTheAuthorityIsNotConnected() {
        LocalCertificates certificates = LocalCertificates.in(directory, CLOCK);
        byte[] another =
                LocalCertificates.in(directory.resolve("another"), CLOCK).authority();

        assertThatThrownBy(() -> get(certificates, another)).isInstanceOf(SSLHandshakeException.class);
    }

    /** The authority is in the path: the JDK does not read the constraints of the anchor, as browsers do. */
    @ParameterizedTest
    @CsvSource({"192.168.1.5, true", "10.0.0.7, true", "laptop.local, true", "8.8.8.8, false", "bank.example.com, false"
    })
    void theAuthorityCanCertifyOnlyPrivateAddressesAndLocalNames(String host, boolean valid) throws Exception {
        LocalCertificates certificates = LocalCertificates.in(directory, CLOCK);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        X509Certificate authority = certificate(certificates.authority());
        Certificate server = factory.generateCertificate(new ByteArrayInputStream(
                certificates.issue(host).getFirst().chain().getBytes(UTF_8)));
        TrustAnchor anchor = new TrustAnchor(authority.getSubjectX500Principal(), authority.getPublicKey(), null);
        PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
        parameters.setRevocationEnabled(false);
        ThrowingCallable validation = () -> CertPathValidator.getInstance("PKIX")
                .validate(factory.generateCertPath(List.of(server, authority)), parameters);

        if (valid) {
            assertThatCode(validation).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(validation).isInstanceOf(CertPathValidatorException.class);
        }
    }

    @Test
    void theAuthorityIsKept() {
        String first = LocalCertificates.in(directory, CLOCK).fingerprint();

        assertThat(LocalCertificates.in(directory, CLOCK).fingerprint()).isEqualTo(first);
        assertThat(first).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    @Test
    void anAuthorityThatEndsBeforeAServersCertificateIsReplaced() {
        Instant made = Instant.parse("2026-11-28T12:00:00Z");
        String first = fingerprintAt(made);

        assertThat(fingerprintAt(made.plus(Duration.ofDays(639)))).isEqualTo(first);
        assertThat(fingerprintAt(made.plus(Duration.ofDays(641)))).isNotEqualTo(first);
    }

    private String fingerprintAt(Instant time) {
        return LocalCertificates.in(directory, InstantSource.fixed(time)).fingerprint();
    }

    @Test
    void aDamagedAuthorityIsReported() throws Exception {
        LocalCertificates.in(directory, CLOCK);
        Files.writeString(directory.resolve("authority.key"), "damaged");

        assertThatThrownBy(() -> LocalCertificates.in(directory, CLOCK))
                .isInstanceOf(LocalPlatformException.class)
                .hasMessage("damaged certificate authority: remove the directory %s", directory);
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.5, true",
        "10.1.2.3, true",
        "172.31.0.1, true",
        "172.32.0.1, false",
        "100.64.0.9, true",
        "100.128.0.9, false",
        "8.8.8.8, false",
        "laptop.local, true",
        "laptop.home.arpa, true",
        "bank.example.com, false",
        "notlocal, false"
    })
    void onlyPrivateAddressesAndLocalNamesAreServed(String host, boolean covered) {
        assertThat(LocalCertificates.covers(host)).isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.77", "nothing.invalid"})
    void anAddressOfAnotherMachineIsRefused(String host) {
        assertThatThrownBy(() -> LanAddress.of(host))
                .isInstanceOf(LocalPlatformException.class)
                .hasMessageStartingWith("--lan " + host + " is not ");
    }

    @Test
    void aDeviceLoadsTheAuthority() throws Exception {
        LocalCertificates certificates = LocalCertificates.in(directory, CLOCK);
        try (AuthorityDownload download =
                AuthorityDownload.start(InetAddress.getLoopbackAddress(), Ports.LOOPBACK, Ports.free(), certificates)) {
            HttpResponse<byte[]> response = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(download.url())).build(), BodyHandlers.ofByteArray());

            assertThat(response.body()).isEqualTo(certificates.authority());
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-x509-ca-cert");
        }
    }

    @Test
    void theCodeInTheTerminalIsReadable() throws Exception {
        String link = "https://192.168.1.5:8080/app/enrol#abcdefghijklmnopqrstuvwxyz0123456789";

        assertThat(decode(TerminalQrCode.of(link))).isEqualTo(link);
    }

    private static HttpResponse<String> get(LocalCertificates certificates, byte[] trusted) throws Exception {
        Vertx vertx = Vertx.vertx();
        int service = vertx.createHttpServer()
                .requestHandler(request -> request.response().end(request.getHeader("X-Forwarded-Proto")))
                .listen(0, Ports.LOOPBACK)
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
        ServiceInstances instances = new ServiceInstances();
        instances.add(SocketAddress.inetSocketAddress(service, Ports.LOOPBACK));
        int port = Ports.free();
        Endpoint endpoint = new Endpoint(Ports.LOOPBACK, port, certificates.issue(Ports.LOOPBACK));
        Gateway gateway = Gateway.start(
                endpoint,
                URI.create("https://%s:%d".formatted(Ports.LOOPBACK, port)),
                path -> Optional.of(instances),
                Optional.empty());
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(LocalCertificates.trusting(certificate(trusted)))
                .build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("https://%s:%d/".formatted(Ports.LOOPBACK, port)))
                            .build(),
                    BodyHandlers.ofString());
        } finally {
            gateway.close();
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private static X509Certificate certificate(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /** Reads the code as a camera does that sees the terminal: half blocks as two modules. */
    private static String decode(String text) throws Exception {
        int scale = 4;
        String[] lines = text.replaceAll("\033\\[[0-9;]*m", "").split("\n");
        int width = lines[0].length() * scale;
        int height = lines.length * 2 * scale;
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, 0xffffff);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                char block = lines[y / scale / 2].charAt(x / scale);
                boolean upper = y / scale % 2 == 0;
                if (block == '\u2588' || block == (upper ? '\u2580' : '\u2584')) {
                    pixels[y * width + x] = 0;
                }
            }
        }
        RGBLuminanceSource picture = new RGBLuminanceSource(width, height, pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new GlobalHistogramBinarizer(picture)))
                .getText();
    }
}
