package io.doorway.session.provider.userinfo;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.oauth2.sdk.token.DPoPTokenError;
import com.nimbusds.oauth2.sdk.token.TokenSchemeError;
import com.nimbusds.openid.connect.sdk.UserInfoErrorResponse;
import com.nimbusds.openid.connect.sdk.UserInfoSuccessResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.session.provider.certificate.ReadClientCertificate;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.dpop.VerifyClientProof;
import io.doorway.session.provider.keys.SigningKeys;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.OAuthHttp;
import io.doorway.session.provider.token.AccessTokens.AccessToken;
import io.doorway.session.provider.userinfo.AuthenticateAccess.Access;
import io.doorway.web.limit.RateLimited;
import io.doorway.web.request.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The userinfo endpoint (OpenID Connect Core section 5.3), protected by an access token (RFC 6750, RFC 9449, RFC 8705). */
@Path(Endpoints.USERINFO)
@RateLimited(Attempt.READ_CLAIMS)
@Produces({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Tag(name = "OpenID Provider")
class UserInfoResource {
    /** By which a client finds its request in the logs of both sides; a FAPI 2.0 resource returns it. */
    private static final String INTERACTION_ID = "x-fapi-interaction-id";

    private final AuthenticateAccess authenticateAccess;
    private final ReadClientCertificate certificates;
    private final SigningKeys keys;
    private final Endpoints endpoints;
    private final RandomGenerator random;

    UserInfoResource(
            AuthenticateAccess authenticateAccess,
            ReadClientCertificate certificates,
            SigningKeys keys,
            Endpoints endpoints,
            RandomGenerator random) {
        this.certificates = certificates;
        this.random = random;
        this.authenticateAccess = authenticateAccess;
        this.keys = keys;
        this.endpoints = endpoints;
    }

    @GET
    @Operation(summary = "The claims that the person released; access token in the Authorization header")
    public Uni<Response> get(@Context HttpHeaders headers, @Context HttpServerRequest connection) {
        return answer(
                OAuthHttp.request(
                        HTTPRequest.Method.GET,
                        endpoints.at(Endpoints.USERINFO),
                        headers.getHeaderString(HttpHeaders.AUTHORIZATION)),
                headers,
                connection);
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "The claims that the person released; access token in the header or in the form")
    public Uni<Response> post(
            @Context HttpHeaders headers, @Context HttpServerRequest connection, @Nullable String body) {
        return answer(
                OAuthHttp.form(
                        endpoints.at(Endpoints.USERINFO),
                        headers.getHeaderString(HttpHeaders.AUTHORIZATION),
                        body == null ? "" : body),
                headers,
                connection);
    }

    private Uni<Response> answer(HTTPRequest request, HttpHeaders headers, HttpServerRequest connection) {
        return authenticateAccess
                .authenticate(
                        OAuthHttp.withProofs(request, headers),
                        certificates.of(connection),
                        ClientAddress.of(connection))
                .map(access -> switch (access) {
                    case Access.Granted granted ->
                        OAuthHttp.toResponse(response(released(granted.token()), granted.client()));
                    case Access.Refused refused -> refused(refused.error());
                    case Access.StepUpNeeded stepUp -> insufficient(stepUp);
                })
                .map(response -> withInteractionId(response, headers.getHeaderString(INTERACTION_ID)));
    }

    /** OpenID Connect Core section 5.3.2: JSON, or a JWT for a client that registered {@code userinfo_signed_response_alg}. */
    private UserInfoSuccessResponse response(UserInfo claims, RegisteredClient client) {
        if (client.userInfoAlgorithm() == null) {
            return new UserInfoSuccessResponse(claims);
        }
        claims.setIssuer(endpoints.issuer());
        claims.setAudience(new Audience(client.id().value()));
        try {
            return new UserInfoSuccessResponse(keys.sign(claims.toJWTClaimsSet(), client.userInfoAlgorithm()));
        } catch (ParseException e) {
            throw new IllegalStateException("the claims are valid", e);
        }
    }

    private static UserInfo released(AccessToken token) {
        UserInfo claims = new UserInfo(new Subject(token.subject()));
        token.claims().forEach(claims::setClaim);
        token.approved().claims().forEach(claims::setClaim);
        return claims;
    }

    private static Response refused(TokenSchemeError error) {
        Response response = OAuthHttp.toResponse(new UserInfoErrorResponse(error));
        return BearerTokenError.MISSING_TOKEN.equals(error)
                ? Response.fromResponse(response)
                        .header(HttpHeaders.WWW_AUTHENTICATE, bothSchemes())
                        .build()
                : response;
    }

    /** RFC 9470 section 3. */
    private static Response insufficient(Access.StepUpNeeded needed) {
        String maxAge = needed.maxAge() == null ? "" : ", max_age=\"" + needed.maxAge() + "\"";
        return Response.status(Response.Status.UNAUTHORIZED)
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        needed.scheme() + " error=\"" + Access.StepUpNeeded.ERROR + "\", error_description=\""
                                + Access.StepUpNeeded.DESCRIPTION + "\", acr_values=\"" + needed.acr() + "\"" + maxAge)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** RFC 9449 section 7.2: beside Bearer, the scheme DPoP with its algorithms. */
    private static String bothSchemes() {
        return DPoPTokenError.MISSING_TOKEN
                .setJWSAlgorithms(new LinkedHashSet<>(VerifyClientProof.ALGORITHMS))
                .toWWWAuthenticateHeader();
    }

    /** FAPI 1.0 Baseline section 6.2.1: the client's, or a new one (RFC 4122). */
    private Response withInteractionId(Response response, @Nullable String sent) {
        String id = sent != null && sent.matches("[A-Za-z0-9-]{1,64}") ? sent : newId().toString();
        return Response.fromResponse(response).header(INTERACTION_ID, id).build();
    }

    /** A random one (RFC 4122 section 4.4). */
    private UUID newId() {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE);
    }
}
