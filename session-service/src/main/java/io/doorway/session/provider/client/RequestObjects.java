package io.doorway.session.provider.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import io.doorway.session.provider.client.RegisteredClient.ByCertificate;
import io.doorway.session.provider.client.RegisteredClient.ClientCredentials;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.RequestParameters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads signed request objects (RFC 9101), in which a client states its authorization request so that it cannot deny it later. Doorway accepts
 * them by value in a pushed request (RFC 9126 section 3), of clients that authenticate with keys.
 */
@Singleton
public class RequestObjects {
    /** The algorithms of request objects. OpenID Connect Discovery section 3 asks for RS256. */
    public static final List<JWSAlgorithm> ALGORITHMS =
            List.of(JWSAlgorithm.ES256, JWSAlgorithm.PS256, JWSAlgorithm.RS256);

    /** Those of a client with the profile (FAPI 2.0 Security Profile section 5.4.1). */
    public static final List<JWSAlgorithm> FAPI2_ALGORITHMS = List.of(JWSAlgorithm.ES256, JWSAlgorithm.PS256);

    /** FAPI 2.0 Message Signing section 5.3.1: {@code nbf} is at most this old, and {@code exp} at most this far from it. */
    private static final Duration MAX_AGE = Duration.ofMinutes(60);

    /** A clock may be ahead by this much. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    /** An object is accepted for at most this long. */
    static final Duration MAX_LIFETIME = MAX_AGE.plus(SKEW);

    private static final String REPLAYED = "The request object was used before: sign one with a new jti";

    /** Names of media types, in which case means nothing (RFC 7515 section 4.1.9); so the SDK's type compares them. */
    private static final Set<JOSEObjectType> TYPES =
            Set.of(new JOSEObjectType("oauth-authz-req+jwt"), JOSEObjectType.JWT);

    /** About the object, not part of the request. */
    private static final Set<String> OF_THE_OBJECT = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");

    private final PublishedKeys publishedKeys;
    private final UsedRequestObjects used;
    private final Endpoints endpoints;
    private final InstantSource clock;

    RequestObjects(PublishedKeys publishedKeys, UsedRequestObjects used, Endpoints endpoints, InstantSource clock) {
        this.used = used;
        this.publishedKeys = publishedKeys;
        this.endpoints = endpoints;
        this.clock = clock;
    }

    /** The result of reading a request object. */
    public sealed interface RequestObject {
        /**
         * @param id the {@code jti} of the object, or null
         * @param parameters of the authorization request: the claims of the object
         */
        record Valid(@Nullable String id, RequestParameters parameters) implements RequestObject {}

        /** @param error {@code invalid_request_object} with what is wrong */
        record Invalid(ErrorObject error) implements RequestObject {}
    }

    private static final class InvalidObjectException extends Exception {
        private static final long serialVersionUID = 1L;

        private InvalidObjectException(String description) {
            super(description);
        }
    }

    /** Reads and verifies the object of an authorization request with the keys of the authenticated client. */
    public Uni<RequestObject> read(RegisteredClient client, String text) {
        return read(client, text, Purpose.AUTHORIZATION, client.tokens().isFapi2() ? FAPI2_ALGORITHMS : ALGORITHMS);
    }

    /**
     * Reads and verifies the object of a request for a known account (OpenID Connect CIBA Core 1.0 section 7.1.1). It is accepted once.
     *
     * @param algorithm that the client is registered for
     */
    public Uni<RequestObject> readBackchannel(RegisteredClient client, JWSAlgorithm algorithm, String text) {
        return read(client, text, Purpose.BACKCHANNEL, List.of(algorithm))
                .chain(result -> result instanceof RequestObject.Valid valid
                        ? used.markUsed(client.id(), Objects.requireNonNull(valid.id()))
                                .map(first -> first ? valid : invalid(REPLAYED))
                        : Uni.createFrom().item(result));
    }

    private enum Purpose {
        AUTHORIZATION,
        BACKCHANNEL
    }

    private Uni<RequestObject> read(
            RegisteredClient client, String text, Purpose purpose, List<JWSAlgorithm> algorithms) {
        SignedJWT jwt;
        try {
            jwt = SignedJWT.parse(text);
            requireHeader(jwt.getHeader(), algorithms);
        } catch (InvalidObjectException e) {
            return Uni.createFrom().item(invalid(e));
        } catch (ParseException | RuntimeException malformed) {
            return Uni.createFrom().item(invalid(new InvalidObjectException("The request object is not a signed JWT")));
        }
        return keys(client, jwt.getHeader().getKeyID()).map(keys -> verify(client, jwt, keys, purpose));
    }

    private RequestObject verify(RegisteredClient client, SignedJWT jwt, Optional<JWKSet> keys, Purpose purpose) {
        try {
            requireSignature(jwt, keys);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            requireParties(claims, client, purpose);
            requireIdentity(claims, purpose);
            requireTimes(claims);
            requireNoObjectInside(claims);
            return new RequestObject.Valid(claims.getJWTID(), parameters(claims));
        } catch (InvalidObjectException e) {
            return invalid(e);
        } catch (ParseException | RuntimeException malformed) {
            return invalid(new InvalidObjectException("The claims of the request object are malformed"));
        }
    }

    private Uni<Optional<JWKSet>> keys(RegisteredClient client, @Nullable String keyId) {
        return switch (client.credentials()) {
            case ClientCredentials.InlineKeys inline -> Uni.createFrom().item(Optional.of(inline.keys()));
            case ClientCredentials.RemoteKeys remote -> publishedKeys.find(remote.address(), keyId);
            case ClientCredentials.None none -> Uni.createFrom().item(Optional.empty());
            case ClientCredentials.ClientSecret secret -> Uni.createFrom().item(Optional.empty());
            case ByCertificate certificate -> Uni.createFrom().item(Optional.empty());
        };
    }

    /** RFC 9101 sections 4 and 10.8: signed, with an algorithm that Doorway chose, and not a JWT for another purpose. */
    private static void requireHeader(JWSHeader header, List<JWSAlgorithm> algorithms) throws InvalidObjectException {
        require(
                algorithms.contains(header.getAlgorithm()),
                "The request object must be signed with one of " + algorithms);
        JOSEObjectType type = header.getType();
        require(type == null || TYPES.contains(type), "The typ of the request object must be oauth-authz-req+jwt");
    }

    /** RFC 9101 section 6.2. */
    private static void requireSignature(SignedJWT jwt, Optional<JWKSet> keys) throws InvalidObjectException {
        require(
                keys.isPresent(),
                "The client has no registered keys, or its jwks_uri does not answer: request objects need"
                        + " private_key_jwt");
        for (PublicKey key : ClientKeys.select(keys.get(), jwt.getHeader())) {
            try {
                if (jwt.verify(new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), key))) {
                    return;
                }
            } catch (JOSEException otherKind) {
                // Another key may verify.
            }
        }
        throw new InvalidObjectException(
                "The signature of the request object does not verify with a key of the client");
    }

    /** RFC 9101 sections 4, 5 and 6.3; FAPI 2.0 Message Signing section 5.3.1: the issuer is the audience. */
    private void requireParties(JWTClaimsSet claims, RegisteredClient client, Purpose purpose)
            throws InvalidObjectException, ParseException {
        String id = client.id().value();
        require(id.equals(claims.getIssuer()), "iss of the request object must be the client_id");
        require(
                id.equals(claims.getStringClaim("client_id"))
                        || purpose == Purpose.BACKCHANNEL && claims.getClaim("client_id") == null,
                "client_id of the request object must be that of the client");
        require(
                claims.getAudience().contains(endpoints.issuer().getValue()),
                "aud of the request object must contain the issuer");
    }

    /** CIBA section 7.1.1. */
    private void requireIdentity(JWTClaimsSet claims, Purpose purpose) throws InvalidObjectException {
        if (purpose == Purpose.BACKCHANNEL) {
            Date issued = claims.getIssueTime();
            require(issued != null && claims.getJWTID() != null, "The request object needs iat and jti");
            require(
                    !issued.toInstant().isBefore(clock.instant().minus(MAX_AGE)),
                    "iat of the request object is more than 60 minutes ago");
        }
    }

    /** FAPI 2.0 Message Signing section 5.3.1; FAPI 2.0 Security Profile section 5.3.2.1, note 3. */
    private void requireTimes(JWTClaimsSet claims) throws InvalidObjectException {
        Instant now = clock.instant();
        Date issued = claims.getIssueTime();
        require(
                issued == null || !issued.toInstant().isAfter(now.plus(SKEW)),
                "iat of the request object is in the future");
        Date notBefore = claims.getNotBeforeTime();
        Date expiration = claims.getExpirationTime();
        require(notBefore != null && expiration != null, "The request object needs nbf and exp");
        Instant from = notBefore.toInstant();
        Instant until = expiration.toInstant();
        require(!from.isBefore(now.minus(MAX_AGE)), "nbf of the request object is more than 60 minutes ago");
        require(!from.isAfter(now.plus(SKEW)), "nbf of the request object is in the future");
        require(now.isBefore(until), "The request object has expired");
        require(!until.isAfter(from.plus(MAX_AGE)), "exp of the request object is more than 60 minutes after nbf");
    }

    /** RFC 9101 section 4. */
    private static void requireNoObjectInside(JWTClaimsSet claims) throws InvalidObjectException {
        require(
                claims.getClaim("request") == null && claims.getClaim("request_uri") == null,
                "A request object cannot contain request or request_uri");
    }

    private static RequestParameters parameters(JWTClaimsSet claims) {
        Map<String, List<String>> parameters = new HashMap<>();
        claims.getClaims().forEach((name, value) -> {
            if (value != null && !OF_THE_OBJECT.contains(name)) {
                parameters.put(name, List.of(text(value)));
            }
        });
        return new RequestParameters(parameters);
    }

    /** RFC 9101 section 4: a parameter whose value is JSON, such as {@code claims}, is a JSON value of the object. */
    private static String text(Object value) {
        return switch (value) {
            case Map<?, ?> object -> new JsonObject(stringKeys(object)).encode();
            case List<?> array -> new JsonArray(array).encode();
            default -> value.toString();
        };
    }

    private static Map<String, Object> stringKeys(Map<?, ?> object) {
        Map<String, Object> members = new HashMap<>();
        object.forEach((name, value) -> members.put(String.valueOf(name), value));
        return members;
    }

    private static RequestObject invalid(InvalidObjectException e) {
        return invalid(String.valueOf(e.getMessage()));
    }

    private static RequestObject invalid(String description) {
        return new RequestObject.Invalid(
                OAuth2Error.INVALID_REQUEST_OBJECT.setDescription(description).setHTTPStatusCode(400));
    }

    private static void require(boolean condition, String description) throws InvalidObjectException {
        if (!condition) {
            throw new InvalidObjectException(description);
        }
    }
}
