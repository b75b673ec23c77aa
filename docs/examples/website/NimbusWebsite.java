package website;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.*;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.*;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.dpop.*;
import com.nimbusds.oauth2.sdk.http.*;
import com.nimbusds.oauth2.sdk.id.*;
import com.nimbusds.oauth2.sdk.pkce.*;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.*;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;

/** A website of the FAPI 2.0 Security Profile. */
public final class NimbusWebsite {
    private final ClientID id = new ClientID(System.getenv("CLIENT_ID"));
    private final ECKey key = ECKey.parse(System.getenv("CLIENT_KEY"));
    private final URI site = URI.create(System.getenv("SITE"));
    private final OIDCProviderMetadata doorway = OIDCProviderMetadata.resolve(new Issuer(System.getenv("DOORWAY")));
    private final DPoPProofFactory proofs = new DefaultDPoPProofFactory(new ECKeyGenerator(Curve.P_256).generate(), JWSAlgorithm.ES256);

    /** What the website keeps for one browser. */
    public static final class Session {
        final State state = new State();
        final Nonce nonce = new Nonce();
        final CodeVerifier verifier = new CodeVerifier();
        OIDCTokens tokens;
    }

    public NimbusWebsite() throws Exception {}

    public URI login(Session session) throws Exception {
        var request = new AuthenticationRequest.Builder(ResponseType.CODE, Scope.parse("openid profile offline_access"), id, site.resolve("/callback"))
                .state(session.state).nonce(session.nonce).codeChallenge(session.verifier, CodeChallengeMethod.S256).build();
        var push = new PushedAuthorizationRequest(doorway.getPushedAuthorizationRequestEndpointURI(), authentication(), request);
        var pushed = PushedAuthorizationResponse.parse(send(push.toHTTPRequest(), null)).toSuccessResponse();
        return new AuthorizationRequest.Builder(pushed.getRequestURI(), id).endpointURI(doorway.getAuthorizationEndpointURI()).build().toURI();
    }

    public void callback(Session session, URI url) throws Exception {
        var response = AuthenticationResponseParser.parse(url).toSuccessResponse();
        if (!session.state.equals(response.getState()) || !doorway.getIssuer().equals(response.getIssuer())) {
            throw new GeneralException("the response belongs to another login");
        }
        redeem(session, new AuthorizationCodeGrant(response.getAuthorizationCode(), site.resolve("/callback"), session.verifier));
        new IDTokenValidator(doorway.getIssuer(), id, JWSAlgorithm.ES256, doorway.getJWKSetURI().toURL())
                .validate(session.tokens.getIDToken(), session.nonce);
    }

    public UserInfo person(Session session) throws Exception {
        AccessToken token = session.tokens.getAccessToken();
        var request = new UserInfoRequest(doorway.getUserInfoEndpointURI(), token);
        return UserInfoResponse.parse(send(request.toHTTPRequest(), token)).toSuccessResponse().getUserInfo();
    }

    public void refresh(Session session) throws Exception {
        redeem(session, new RefreshTokenGrant(session.tokens.getRefreshToken()));
    }

    public URI logout(Session session) {
        return new LogoutRequest(doorway.getEndSessionEndpointURI(), session.tokens.getIDToken(), site.resolve("/"), null).toURI();
    }

    private void redeem(Session session, AuthorizationGrant grant) throws Exception {
        var request = new TokenRequest(doorway.getTokenEndpointURI(), authentication(), grant);
        session.tokens = OIDCTokenResponse.parse(send(request.toHTTPRequest(), null)).getOIDCTokens();
    }

    private PrivateKeyJWT authentication() throws Exception {
        URI audience = URI.create(doorway.getIssuer().getValue());
        return new PrivateKeyJWT(id, audience, JWSAlgorithm.ES256, key.toPrivateKey(), key.getKeyID(), null);
    }

    private HTTPResponse send(HTTPRequest request, AccessToken token) throws Exception {
        String method = request.getMethod().name();
        request.setDPoP(token == null ? proofs.createDPoPJWT(method, request.getURI()) : proofs.createDPoPJWT(method, request.getURI(), token));
        return request.send();
    }
}
