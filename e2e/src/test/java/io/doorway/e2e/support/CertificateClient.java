package io.doorway.e2e.support;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.e2e.support.TestPlatform.Person;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The client {@code vault} of {@code clients.yaml}, whose tokens are bound to a certificate, at the port that requests one. */
public record CertificateClient(HttpClient http) {
    private static final Map<String, String> CREDENTIALS = Till.credentials("vault");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** @param directory for a new key with a certificate; null for a client without one */
    public static CertificateClient in(@Nullable Path directory) {
        try (InputStream authority =
                Files.newInputStream(TestPlatform.platform().mutualTlsTrust())) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "gateway", CertificateFactory.getInstance("X.509").generateCertificate(authority));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(directory == null ? null : keys(directory), trust.getTrustManagers(), null);
            return new CertificateClient(HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(context)
                    .build());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyManager[] keys(Path directory) throws IOException, GeneralSecurityException {
        TestCertificate own = TestCertificate.in(Files.createTempDirectory(directory, "client"));
        char[] password = TestCertificate.PASSWORD.toCharArray();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(own.keyStore().toFile(), password), password);
        return keys.getKeyManagers();
    }

    /** Asks a person, who approves on their phone. Returns the {@code auth_req_id}. */
    public static String approvedRequest(Person person) {
        String requestId = IssuerHttp.member(
                IssuerHttp.form(
                        "/oauth2/bc-authorize", CREDENTIALS, Map.of("scope", "openid", "login_hint", person.account())),
                "auth_req_id");
        var phone = person.headlessPhone();
        phone.approve(
                phone.openRequest(String.valueOf(phone.requests().getFirst().get("challenge_id"))));
        return requestId;
    }

    /** Asks for the tokens of a request. */
    public BrowserResponse tokens(String requestId, Map<String, String> headers) {
        return send(request("/oauth2/token", headers)
                .header("Authorization", String.valueOf(CREDENTIALS.get("Authorization")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        IssuerHttp.formEncode(Map.of("grant_type", Till.GRANT, "auth_req_id", requestId)))));
    }

    public BrowserResponse userInfo(String token, Map<String, String> headers) {
        return send(request("/oauth2/userinfo", headers).header("Authorization", "Bearer " + token));
    }

    private static HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(TestPlatform.platform().mtlsOrigin() + path))
                .timeout(TIMEOUT);
        headers.forEach(request::setHeader);
        return request;
    }

    private BrowserResponse send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new BrowserResponse(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a response", e);
        }
    }
}
