package io.doorway.local;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.TrustOptions;
import java.net.Socket;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.X509ExtendedTrustManager;

/** Passes the certificates of clients to the services (RFC 8705, RFC 9440). */
final class ClientCertificates {

    /** What the services believe of the gateway, so it removes what a client sent. */
    static final String HEADER = "Client-Cert";

    private ClientCertificates() {}

    /** Requests a certificate of each client; one without a certificate is served too. */
    static void request(HttpServerOptions options) {
        options.setClientAuth(ClientAuth.REQUEST).setTrustOptions(TrustOptions.wrap(new AnyAuthority()));
    }

    /** The value of the header for a request; empty if its client showed no certificate. */
    static Optional<String> of(HttpServerRequest request) {
        try {
            byte[] der = request.sslSession().getPeerCertificates()[0].getEncoded();
            return Optional.of(":" + Base64.getEncoder().encodeToString(der) + ":");
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("the certificate was decoded", e);
        }
    }

    /**
     * Accepts certificates of every authority and none: TLS proves that the client has the key, and the services compare the certificate. So this
     * gateway does not permit {@code tls_client_auth} ({@code doorway.mutual-tls.verified-chains}).
     */
    private static final class AnyAuthority extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
