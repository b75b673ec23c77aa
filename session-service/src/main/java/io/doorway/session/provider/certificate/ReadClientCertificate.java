package io.doorway.session.provider.certificate;

import io.doorway.session.provider.certificate.ClientCertificate.Absent;
import io.doorway.session.provider.certificate.ClientCertificate.Presented;
import io.doorway.session.provider.certificate.ClientCertificate.Refused;
import io.doorway.web.request.TrustedProxies;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the certificate of a client from the header {@code Client-Cert} (RFC 9440 section 2.2). The checks, in their order:
 *
 * <ol>
 *   <li>the proxies pass certificates ({@code doorway.mutual-tls.origin}); else the header means nothing,
 *   <li>a trusted proxy sent the request,
 *   <li>there is one header, with one byte sequence (RFC 8941 section 3.3.5) that is a certificate in DER and nothing more,
 *   <li>the certificate is valid now: a proxy may accept an expired one that is self-signed.
 * </ol>
 */
@Singleton
public class ReadClientCertificate {
    static final String HEADER = "Client-Cert";

    private static final Pattern BYTE_SEQUENCE = Pattern.compile(" *:([A-Za-z0-9+/]+={0,2}): *");

    private final boolean enabled;
    private final TrustedProxies proxies;
    private final InstantSource clock;

    ReadClientCertificate(MutualTlsConfig config, TrustedProxies proxies, InstantSource clock) {
        this.enabled = config.origin().isPresent();
        this.proxies = proxies;
        this.clock = clock;
    }

    /** The certificate of the client that sent the request. */
    public ClientCertificate of(HttpServerRequest request) {
        List<String> headers = request.headers().getAll(HEADER);
        if (!enabled || headers.isEmpty()) {
            return new Absent();
        }
        if (!proxies.sent(request)) {
            return new Refused("Client-Cert is accepted from a trusted proxy only");
        }
        return headers.size() == 1 ? parse(headers.getFirst()) : new Refused("Client-Cert was sent more than once");
    }

    private ClientCertificate parse(String header) {
        Matcher sequence = BYTE_SEQUENCE.matcher(header);
        if (!sequence.matches()) {
            return new Refused("Client-Cert is not one byte sequence (RFC 9440): expected :BASE64:");
        }
        try {
            X509Certificate certificate = certificate(Base64.getDecoder().decode(sequence.group(1)));
            certificate.checkValidity(Date.from(clock.instant()));
            return new Presented(certificate);
        } catch (CertificateExpiredException e) {
            return new Refused("The client certificate has expired");
        } catch (CertificateNotYetValidException e) {
            return new Refused("The client certificate is not valid yet");
        } catch (CertificateException | IllegalArgumentException e) {
            return new Refused("Client-Cert is not one X.509 certificate in DER");
        }
    }

    /** The JDK's parser also accepts PEM, and ignores what follows. */
    private static X509Certificate certificate(byte[] der) throws CertificateException {
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        if (!Arrays.equals(certificate.getEncoded(), der)) {
            throw new CertificateException("more or other bytes than those of the certificate");
        }
        return certificate;
    }
}
