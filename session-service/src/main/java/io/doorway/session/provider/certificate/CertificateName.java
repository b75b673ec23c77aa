package io.doorway.session.provider.certificate;

import io.doorway.web.geography.IpNetwork;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/**
 * A name that the certificate of a client has (RFC 8705 section 2.1.2). It proves something only if an authority that the operator chose has
 * certified it.
 *
 * @param kind the kind of the name
 * @param value the whole name: there are no wildcards
 */
public record CertificateName(Kind kind, String value) {
    /** Attributes of RFC 5280 and of ETSI EN 319 412-1 that banks use, by their names; the JDK knows them as numbers. */
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "2.5.4.97", "organizationIdentifier",
            "2.5.4.5", "serialNumber",
            "2.5.4.15", "businessCategory",
            "1.3.6.1.4.1.311.60.2.1.3", "jurisdictionCountryName");

    private static final Map<String, String> NUMBERS = ATTRIBUTES.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(
                    attribute -> attribute.getValue().toUpperCase(Locale.ROOT), Map.Entry::getKey));

    /** Where the name is. The number is that of a subject alternative name (RFC 5280 section 4.2.1.6). */
    public enum Kind {
        SUBJECT_DN("tls_client_auth_subject_dn", -1),
        SAN_DNS("tls_client_auth_san_dns", 2),
        SAN_URI("tls_client_auth_san_uri", 6),
        SAN_IP("tls_client_auth_san_ip", 7),
        SAN_EMAIL("tls_client_auth_san_email", 1);

        private final String property;
        private final int type;

        Kind(String property, int type) {
            this.property = property;
            this.type = type;
        }

        /** The property of a registration. */
        public String property() {
            return property;
        }
    }

    /** Whether the value has the form of its kind: a distinguished name (RFC 4514), an address, or any text. */
    public boolean isWellFormed() {
        return switch (kind) {
            case SUBJECT_DN -> distinguishedName(value).isPresent();
            case SAN_IP -> address(value).isPresent();
            case SAN_DNS, SAN_URI, SAN_EMAIL -> !value.isBlank();
        };
    }

    /** Whether the certificate has the name. */
    public boolean isOf(X509Certificate certificate) {
        return switch (kind) {
            case SUBJECT_DN ->
                distinguishedName(value)
                        .filter(text(certificate.getSubjectX500Principal())::equalsIgnoreCase)
                        .isPresent();
            case SAN_IP ->
                address(value)
                        .filter(address -> alternativeNames(certificate).stream()
                                .anyMatch(name ->
                                        address(name).filter(address::equals).isPresent()))
                        .isPresent();
            case SAN_DNS -> alternativeNames(certificate).stream().anyMatch(value::equalsIgnoreCase);
            case SAN_URI, SAN_EMAIL -> alternativeNames(certificate).contains(value);
        };
    }

    private static Optional<String> distinguishedName(String text) {
        try {
            return Optional.of(text(new X500Principal(text, NUMBERS))).filter(name -> !name.isEmpty());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String text(X500Principal name) {
        return name.getName(X500Principal.RFC2253, ATTRIBUTES);
    }

    private static Optional<InetAddress> address(String text) {
        return IpNetwork.parse(text);
    }

    private List<String> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> Objects.equals(name.get(0), kind.type))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException malformed) {
            return List.of();
        }
    }
}
