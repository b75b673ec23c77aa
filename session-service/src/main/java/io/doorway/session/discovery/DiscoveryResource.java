package io.doorway.session.discovery;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.ClaimType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.doorway.protocol.challenge.Acr;
import io.doorway.session.client.AuthenticateClient;
import io.doorway.session.oauth.Endpoints;
import io.doorway.session.oauth.ProviderSettings;
import io.doorway.session.oauth.ScopeClaims;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** OpenID Connect Discovery 1.0, with the additions of RFC 8414, RFC 9126 and RFC 9207. */
@Path("/.well-known/openid-configuration")
@Tag(name = "OpenID Provider")
class DiscoveryResource {
    private final String metadata;

    DiscoveryResource(Endpoints endpoints, ProviderSettings settings) {
        this.metadata = metadata(endpoints, settings).toJSONObject().toJSONString();
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The provider's metadata")
    public Response metadata() {
        return Response.ok(metadata)
                .header("Cache-Control", "public, max-age=300")
                .build();
    }

    private static OIDCProviderMetadata metadata(Endpoints endpoints, ProviderSettings settings) {
        OIDCProviderMetadata m =
                new OIDCProviderMetadata(endpoints.issuer(), subjectTypes(settings), endpoints.at(Endpoints.JWKS));
        m.setAuthorizationEndpointURI(endpoints.at(Endpoints.AUTHORIZE));
        m.setPushedAuthorizationRequestEndpointURI(endpoints.at(Endpoints.PAR));
        m.setTokenEndpointURI(endpoints.at(Endpoints.TOKEN));
        m.setUserInfoEndpointURI(endpoints.at(Endpoints.USERINFO));
        m.setScopes(Scope.parse(ScopeClaims.SCOPES.stream().sorted().toList()));
        m.setResponseTypes(List.of(ResponseType.CODE));
        m.setResponseModes(List.of(ResponseMode.QUERY));
        m.setGrantTypes(List.of(GrantType.AUTHORIZATION_CODE));
        m.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
        m.setTokenEndpointAuthMethods(
                List.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.PRIVATE_KEY_JWT));
        m.setTokenEndpointJWSAlgs(AuthenticateClient.ALGORITHMS);
        m.setIDTokenJWSAlgs(List.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256));
        m.setACRs(Acr.ALL.stream().map(ACR::new).toList());
        m.setClaimTypes(List.of(ClaimType.NORMAL));
        m.setClaims(claims());
        m.setSupportsClaimsParams(false);
        m.setSupportsRequestParam(false);
        m.setSupportsRequestURIParam(false);
        m.setSupportsAuthorizationResponseIssuerParam(true);
        return m;
    }

    private static List<SubjectType> subjectTypes(ProviderSettings settings) {
        return settings.pairwiseSalt().isPresent()
                ? List.of(SubjectType.PUBLIC, SubjectType.PAIRWISE)
                : List.of(SubjectType.PUBLIC);
    }

    private static List<String> claims() {
        List<String> names = new ArrayList<>(List.of("iss", "sub", "aud", "exp", "iat", "auth_time", "acr", "amr"));
        names.addAll(ScopeClaims.of(ScopeClaims.SCOPES));
        return names;
    }
}
