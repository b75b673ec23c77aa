package io.doorway.session.provider.dpop;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A proof as the SDK reads it, which compares {@code htu} as text: if it is the target of the request in another notation, it is the target's
 * own. RFC 9449 section 4.3 ignores query and fragment, and asks for the normalizations of RFC 3986 sections 6.2.2 and 6.2.3. The signature
 * is that over what the client sent.
 */
final class TargetedProof extends SignedJWT {
    private static final long serialVersionUID = 1L;
    private static final String HTU = "htu";
    private static final Pattern ESCAPED = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final String UNRESERVED = "-._~";
    private static final int HEX = 16;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final URI target;

    @SuppressWarnings("serial") // Nobody serializes a proof.
    private final Optional<URI> alias;

    /**
     * @param target of the request
     * @param alias the other address of the same endpoint, at which the request may have arrived
     */
    TargetedProof(SignedJWT proof, URI target, Optional<URI> alias) throws ParseException {
        super(proof.getHeader().toBase64URL(), proof.getPayload().toBase64URL(), proof.getSignature());
        this.target = target;
        this.alias = alias;
    }

    @Override
    public JWTClaimsSet getJWTClaimsSet() throws ParseException {
        JWTClaimsSet claims = super.getJWTClaimsSet();
        return isSameTarget(claims.getClaim(HTU))
                ? new JWTClaimsSet.Builder(claims).claim(HTU, target.toString()).build()
                : claims;
    }

    private boolean isSameTarget(Object htu) {
        try {
            if (!(htu instanceof String text)) {
                return false;
            }
            String named = normalized(URI.create(text));
            return Stream.concat(Stream.of(target), alias.stream())
                    .map(TargetedProof::normalized)
                    .anyMatch(named::equals);
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    /** An address of HTTP without query and fragment, in the notation that all equivalent ones have. */
    static String normalized(URI address) {
        if (address.getScheme() == null || address.getHost() == null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("not an address of HTTP");
        }
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? HTTPS : HTTP;
        String port = address.getPort() < 0 || address.getPort() == standard ? "" : ":" + address.getPort();
        String path = URI.create(unescaped(address.getRawPath())).normalize().getRawPath();
        return scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + port + (path.isEmpty() ? "/" : path);
    }

    /** RFC 3986 sections 6.2.2.1 and 6.2.2.2: characters that need no escape have none, and the others have capital digits. */
    private static String unescaped(String path) {
        return ESCAPED.matcher(path).replaceAll(escaped -> {
            char character = (char) Integer.parseInt(escaped.group().substring(1), HEX);
            boolean needsNone =
                    character < 0x80 && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0);
            return needsNone ? String.valueOf(character) : escaped.group().toUpperCase(Locale.ROOT);
        });
    }
}
