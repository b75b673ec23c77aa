/**
 * Certificates of clients (RFC 8705). A trusted proxy ends TLS and passes the certificate of the client in a header; tokens are bound to it, and
 * clients authenticate with it.
 *
 * <p>Trust boundary: whoever can set the header has every certificate. {@link io.doorway.session.provider.certificate.ReadClientCertificate} is the one
 * place that reads it, and believes it only if {@code doorway.mutual-tls.origin} says so and a trusted proxy sent the request.
 */
@NullMarked
package io.doorway.session.provider.certificate;

import org.jspecify.annotations.NullMarked;
