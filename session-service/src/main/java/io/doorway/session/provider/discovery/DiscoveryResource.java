package io.doorway.session.provider.discovery;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.langtag.LangTag;
import com.nimbusds.langtag.LangTagException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.ciba.BackChannelTokenDeliveryMode;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.rar.AuthorizationType;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.ClaimType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderEndpointMetadata;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.session.login.page.Languages;
import io.doorway.session.provider.certificate.EndpointAliases;
import io.doorway.session.provider.certificate.MutualTlsConfig;
import io.doorway.session.provider.client.AuthenticateClient;
import io.doorway.session.provider.client.Clients;
import io.doorway.session.provider.client.EncryptionKeys;
import io.doorway.session.provider.client.RequestObjects;
import io.doorway.session.provider.dpop.VerifyClientProof;
import io.doorway.session.provider.keys.SigningKeys;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.ProviderConfig;
import io.doorway.session.provider.oauth.PublicDocument;
import io.doorway.session.provider.oauth.ScopeClaims;
import io.doorway.session.provider.registration.RegistrationConfig;
import io.doorway.session.provider.request.ActionTypes;
import io.doorway.session.provider.request.ResponseModes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The metadata of the provider: OpenID Connect Discovery 1.0, RFC 8414, RFC 9126, RFC 9207. */
@Path("/.well-known")
@Tag(name = "OpenID Provider")
class DiscoveryResource {
    private static final List<ClientAuthenticationMethod> AUTHENTICATED = List.of(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
            ClientAuthenticationMethod.CLIENT_SECRET_POST,
            ClientAuthenticationMethod.PRIVATE_KEY_JWT);

    private final PublicDocument metadata;
    private final PublicDocument withBackchannel;
    private final Clients clients;

    DiscoveryResource(
            Endpoints endpoints,
            ProviderConfig settings,
            RegistrationConfig registration,
            MutualTlsConfig mutualTls,
            EndpointAliases aliases,
            ActionTypes actionTypes,
            ScopeClaims scopeClaims,
            SigningKeys keys,
            Clients clients) {
        OIDCProviderMetadata described = metadata(endpoints, settings, actionTypes, keys);
        described.setClaims(claims(scopeClaims));
        if (registration.enabled()) {
            described.setRegistrationEndpointURI(endpoints.at(Endpoints.REGISTER));
        }
        if (mutualTls.origin().isPresent()) {
            addMutualTls(described, endpoints, mutualTls, aliases);
        }
        this.metadata = new PublicDocument(described.toJSONObject().toJSONString());
        addBackchannel(described, endpoints);
        this.withBackchannel = new PublicDocument(described.toJSONObject().toJSONString());
        this.clients = clients;
    }

    @GET
    @Path("openid-configuration")
    @Produces({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(summary = "The provider's metadata")
    public Response metadata(@Context Request request) {
        return document().answer(request);
    }

    /** The same at the address that libraries for OAuth without OpenID Connect use (RFC 8414 section 3). */
    @GET
    @Path("oauth-authorization-server")
    @Produces({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(summary = "The provider's metadata, at the address of RFC 8414")
    public Response authorizationServerMetadata(@Context Request request) {
        return document().answer(request);
    }

    /** CIBA is described if a client has it. */
    private PublicDocument document() {
        return clients.ofFiles().stream().anyMatch(client -> client.backchannel() != null) ? withBackchannel : metadata;
    }

    /** RFC 8705 sections 3.3 and 5: the endpoints that a client calls itself, where its certificate is requested. */
    private static void addMutualTls(
            OIDCProviderMetadata metadata, Endpoints endpoints, MutualTlsConfig mutualTls, EndpointAliases aliases) {
        UnaryOperator<List<ClientAuthenticationMethod>> extended = methods -> {
            List<ClientAuthenticationMethod> all = new ArrayList<>(methods);
            all.add(ClientAuthenticationMethod.SELF_SIGNED_TLS_CLIENT_AUTH);
            if (mutualTls.verifiedChains()) {
                all.add(ClientAuthenticationMethod.TLS_CLIENT_AUTH);
            }
            return all;
        };
        metadata.setTokenEndpointAuthMethods(extended.apply(metadata.getTokenEndpointAuthMethods()));
        metadata.setRevocationEndpointAuthMethods(extended.apply(metadata.getRevocationEndpointAuthMethods()));
        metadata.setIntrospectionEndpointAuthMethods(extended.apply(metadata.getIntrospectionEndpointAuthMethods()));
        metadata.setSupportsTLSClientCertificateBoundAccessTokens(true);
        OIDCProviderEndpointMetadata addresses = new OIDCProviderEndpointMetadata();
        aliases.of(endpoints.at(Endpoints.TOKEN)).ifPresent(addresses::setTokenEndpointURI);
        aliases.of(endpoints.at(Endpoints.PAR)).ifPresent(addresses::setPushedAuthorizationRequestEndpointURI);
        aliases.of(endpoints.at(Endpoints.INTROSPECT)).ifPresent(addresses::setIntrospectionEndpointURI);
        aliases.of(endpoints.at(Endpoints.REVOKE)).ifPresent(addresses::setRevocationEndpointURI);
        aliases.of(endpoints.at(Endpoints.DEVICE_AUTHORIZATION))
                .ifPresent(addresses::setDeviceAuthorizationEndpointURI);
        aliases.of(endpoints.at(Endpoints.BACKCHANNEL)).ifPresent(addresses::setBackChannelAuthenticationEndpointURI);
        aliases.of(endpoints.at(Endpoints.USERINFO)).ifPresent(addresses::setUserInfoEndpointURI);
        if (addresses.getTokenEndpointURI() != null) {
            metadata.setMtlsEndpointAliases(addresses);
        }
    }

    /** OpenID Connect CIBA Core 1.0 section 4. */
    private static void addBackchannel(OIDCProviderMetadata metadata, Endpoints endpoints) {
        metadata.setBackChannelAuthenticationEndpointURI(endpoints.at(Endpoints.BACKCHANNEL));
        metadata.setBackChannelTokenDeliveryModes(
                List.of(BackChannelTokenDeliveryMode.POLL, BackChannelTokenDeliveryMode.PING));
        metadata.setBackChannelAuthenticationRequestJWSAlgs(RequestObjects.FAPI2_ALGORITHMS);
        metadata.setSupportsBackChannelUserCodeParam(false);
        List<GrantType> grants = new ArrayList<>(metadata.getGrantTypes());
        grants.add(GrantType.CIBA);
        metadata.setGrantTypes(grants);
    }

    private static OIDCProviderMetadata metadata(
            Endpoints endpoints, ProviderConfig settings, ActionTypes actionTypes, SigningKeys keys) {
        OIDCProviderMetadata metadata =
                new OIDCProviderMetadata(endpoints.issuer(), subjectTypes(settings), endpoints.at(Endpoints.JWKS));
        metadata.setAuthorizationEndpointURI(endpoints.at(Endpoints.AUTHORIZE));
        metadata.setPushedAuthorizationRequestEndpointURI(endpoints.at(Endpoints.PAR));
        metadata.setTokenEndpointURI(endpoints.at(Endpoints.TOKEN));
        metadata.setIntrospectionEndpointURI(endpoints.at(Endpoints.INTROSPECT));
        metadata.setIntrospectionEndpointAuthMethods(AUTHENTICATED);
        metadata.setIntrospectionEndpointJWSAlgs(AuthenticateClient.ALGORITHMS);
        metadata.setRevocationEndpointURI(endpoints.at(Endpoints.REVOKE));
        metadata.setRevocationEndpointAuthMethods(
                Stream.concat(AUTHENTICATED.stream(), Stream.of(ClientAuthenticationMethod.NONE))
                        .toList());
        metadata.setRevocationEndpointJWSAlgs(AuthenticateClient.ALGORITHMS);
        // RFC 9701 section 7; the SDK has no setter for it.
        metadata.setCustomParameter(
                "introspection_signing_alg_values_supported",
                keys.algorithms().stream().map(JWSAlgorithm::getName).toList());
        metadata.setAuthorizationDetailsTypes(
                actionTypes.detailTypes().stream().map(AuthorizationType::new).toList());
        metadata.setUserInfoEndpointURI(endpoints.at(Endpoints.USERINFO));
        metadata.setScopes(Scope.parse(ScopeClaims.SCOPES.stream().sorted().toList()));
        metadata.setResponseTypes(List.of(ResponseType.CODE));
        metadata.setResponseModes(ResponseModes.SUPPORTED);
        metadata.setAuthorizationJWSAlgs(keys.algorithms());
        metadata.setRequestObjectJWSAlgs(RequestObjects.ALGORITHMS);
        metadata.setGrantTypes(List.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.DEVICE_CODE));
        metadata.setDeviceAuthorizationEndpointURI(endpoints.at(Endpoints.DEVICE_AUTHORIZATION));
        metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
        metadata.setTokenEndpointAuthMethods(
                Stream.concat(AUTHENTICATED.stream(), Stream.of(ClientAuthenticationMethod.NONE))
                        .toList());
        metadata.setTokenEndpointJWSAlgs(AuthenticateClient.ALGORITHMS);
        metadata.setIDTokenJWSAlgs(keys.algorithms());
        metadata.setIDTokenJWEAlgs(List.of(EncryptionKeys.ALGORITHM));
        metadata.setIDTokenJWEEncs(List.of(EncryptionKeys.METHOD));
        metadata.setUserInfoJWSAlgs(keys.algorithms());
        metadata.setDPoPJWSAlgs(VerifyClientProof.ALGORITHMS);
        metadata.setACRs(
                Arrays.stream(Acr.values()).map(acr -> new ACR(acr.uri())).toList());
        metadata.setClaimTypes(List.of(ClaimType.NORMAL));
        metadata.setUILocales(
                Languages.TAGS.stream().map(DiscoveryResource::languageTag).toList());
        metadata.setEndSessionEndpointURI(endpoints.at(Endpoints.LOGOUT));
        metadata.setSupportsBackChannelLogout(true);
        metadata.setSupportsBackChannelLogoutSession(true);
        metadata.setPromptTypes(
                List.of(Prompt.Type.NONE, Prompt.Type.LOGIN, Prompt.Type.CONSENT, Prompt.Type.SELECT_ACCOUNT));
        metadata.setSupportsClaimsParams(true);
        // By value in a pushed request only: the authorization endpoint refuses the parameter.
        metadata.setSupportsRequestParam(false);
        metadata.setSupportsRequestURIParam(false);
        metadata.setSupportsAuthorizationResponseIssuerParam(true);
        return metadata;
    }

    private static List<SubjectType> subjectTypes(ProviderConfig settings) {
        return settings.pairwiseSalt().isPresent()
                ? List.of(SubjectType.PUBLIC, SubjectType.PAIRWISE)
                : List.of(SubjectType.PUBLIC);
    }

    private static LangTag languageTag(String tag) {
        try {
            return LangTag.parse(tag);
        } catch (LangTagException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> claims(ScopeClaims scopeClaims) {
        List<String> names =
                new ArrayList<>(List.of("iss", "sub", "aud", "exp", "iat", "auth_time", "acr", "amr", "sid"));
        names.addAll(List.of(
                "doorway_action", "doorway_action_message", "doorway_transcript_hash", "authorization_details"));
        names.addAll(scopeClaims.of(ScopeClaims.SCOPES));
        return names;
    }
}
