package io.doorway.session.provider.certificate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.util.Optional;

/** Configuration of mutual TLS between clients and the proxies (RFC 8705). */
@ConfigMapping(prefix = "doorway.mutual-tls")
public interface MutualTlsConfig {
    /**
     * The origin at which the proxies of {@code doorway.trusted-proxies} request the certificate of a client and pass it on in the header
     * {@code Client-Cert} (RFC 9440), such as {@code https://mtls.id.example.org}. Every proxy must remove the header from what it receives from
     * outside. Without this setting the header is not read, and no client uses certificates.
     */
    Optional<URI> origin();

    /**
     * Whether the proxies pass only certificates whose chain they verified with authorities that you chose. {@code tls_client_auth}, which trusts
     * the names in a certificate, needs it; {@code self_signed_tls_client_auth} and bound tokens do not.
     */
    @WithDefault("false")
    @WithName("verified-chains")
    boolean verifiedChains();
}
