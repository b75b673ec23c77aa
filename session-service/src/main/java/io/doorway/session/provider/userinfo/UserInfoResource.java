package io.doorway.session.provider.userinfo;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.openid.connect.sdk.UserInfoErrorResponse;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoSuccessResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.session.provider.client.Clients;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.keys.SigningKeys;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.OAuthHttp;
import io.doorway.session.provider.oauth.SdkParser;
import io.doorway.session.provider.token.AccessTokens;
import io.doorway.session.provider.token.AccessTokens.AccessToken;
import io.doorway.web.limit.RateLimited;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The userinfo endpoint (OpenID Connect Core section 5.3), protected by a bearer token (RFC 6750). */
@Path(Endpoints.USERINFO)
@RateLimited(Attempt.READ_CLAIMS)
@Produces({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Tag(name = "OpenID Provider")
class UserInfoResource {
    private final AccessTokens tokens;
    private final RevocationList revocationList;
    private final Clients clients;
    private final SigningKeys keys;
    private final Endpoints endpoints;

    UserInfoResource(
            AccessTokens tokens,
            RevocationList revocationList,
            Clients clients,
            SigningKeys keys,
            Endpoints endpoints) {
        this.tokens = tokens;
        this.revocationList = revocationList;
        this.clients = clients;
        this.keys = keys;
        this.endpoints = endpoints;
    }

    @GET
    @Operation(summary = "The claims that the person released; access token in the Authorization header")
    public Uni<Response> get(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        return answer(OAuthHttp.request(HTTPRequest.Method.GET, endpoints.at(Endpoints.USERINFO), authorization));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "The claims that the person released; access token in the header or in the form")
    public Uni<Response> post(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @Nullable String body) {
        return answer(OAuthHttp.form(endpoints.at(Endpoints.USERINFO), authorization, body == null ? "" : body));
    }

    private Uni<Response> answer(HTTPRequest request) {
        String token;
        try {
            token = SdkParser.parse(() -> UserInfoRequest.parse(request))
                    .getAccessToken()
                    .getValue();
        } catch (ParseException e) {
            return Uni.createFrom().item(refused(bearerError(e.getErrorObject())));
        }
        return tokens.find(token)
                .chain(found -> found.flatMap(
                                valid -> clients.find(valid.client()).map(client -> claims(valid, client)))
                        .orElseGet(() -> Uni.createFrom().item(refused(BearerTokenError.INVALID_TOKEN))));
    }

    /** A revoked device does not end the session, so the credential is not looked for. */
    private Uni<Response> claims(AccessToken token, RegisteredClient client) {
        return revocationList
                .firstRevoked(new RevocationList.Account(token.account()), new RevocationList.Session(token.session()))
                .map(revoked -> revoked.isPresent()
                        ? refused(BearerTokenError.INVALID_TOKEN)
                        : OAuthHttp.toResponse(response(released(token), client)));
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

    /** RFC 6750 section 3.1: a request without a token gets no error code, only the authentication scheme. */
    private static BearerTokenError bearerError(@Nullable ErrorObject error) {
        return switch (error) {
            case null -> BearerTokenError.MISSING_TOKEN;
            case BearerTokenError bearer -> bearer;
            default -> BearerTokenError.INVALID_REQUEST;
        };
    }

    private static Response refused(BearerTokenError error) {
        return OAuthHttp.toResponse(new UserInfoErrorResponse(error));
    }
}
