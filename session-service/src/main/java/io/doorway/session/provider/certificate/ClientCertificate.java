package io.doorway.session.provider.certificate;

import com.nimbusds.jose.util.X509CertUtils;
import io.doorway.session.provider.oauth.Confirmation;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The certificate with which a client opened the TLS connection of a request (RFC 8705). */
public sealed interface ClientCertificate {
    /** The client showed none, or the proxies do not request any. */
    record Absent() implements ClientCertificate {}

    /** A certificate that is valid at the time of the request. The client has its key. */
    record Presented(X509Certificate certificate) implements ClientCertificate {}

    /**
     * The header cannot be believed: the request is refused, whatever it needs.
     *
     * @param description for the developer of the client and the operator
     */
    record Refused(String description) implements ClientCertificate {}

    /** What a token is bound to (RFC 8705 section 3.1); empty without a certificate. */
    default Optional<Confirmation> confirmation() {
        return this instanceof Presented(X509Certificate certificate)
                ? Optional.of(Confirmation.ofCertificate(
                        X509CertUtils.computeSHA256Thumbprint(certificate).toString()))
                : Optional.empty();
    }
}
