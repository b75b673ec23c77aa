import * as oidc from 'openid-client';

const { DOORWAY, CLIENT_ID, CLIENT_KEY, SITE } = process.env;
const ES256 = { name: 'ECDSA', namedCurve: 'P-256' };
const key = await crypto.subtle.importKey('jwk', JSON.parse(CLIENT_KEY), ES256, false, ['sign']);
const options = DOORWAY.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {};
const doorway = await oidc.discovery(new URL(DOORWAY), CLIENT_ID, {}, oidc.PrivateKeyJwt(key), options);
const DPoP = oidc.getDPoPHandle(doorway, await oidc.randomDPoPKeyPair('ES256'));

export async function login(session) {
  Object.assign(session, { verifier: oidc.randomPKCECodeVerifier(), state: oidc.randomState(), nonce: oidc.randomNonce() });
  return oidc.buildAuthorizationUrlWithPAR(doorway, {
    redirect_uri: `${SITE}/callback`, scope: 'openid profile offline_access', state: session.state, nonce: session.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(session.verifier), code_challenge_method: 'S256',
  }, { DPoP });
}

export async function callback(session, url) {
  const { verifier: pkceCodeVerifier, state: expectedState, nonce: expectedNonce } = session;
  const checks = { pkceCodeVerifier, expectedState, expectedNonce };
  session.tokens = await oidc.authorizationCodeGrant(doorway, url, checks, {}, { DPoP });
}

// After the login: who it is, new tokens, and the logout.
export const person = ({ tokens }) => oidc.fetchUserInfo(doorway, tokens.access_token, tokens.claims().sub, { DPoP });

export async function refresh(session) {
  session.tokens = await oidc.refreshTokenGrant(doorway, session.tokens.refresh_token, {}, { DPoP });
}

export const logout = ({ tokens }) =>
  oidc.buildEndSessionUrl(doorway, { id_token_hint: tokens.id_token, post_logout_redirect_uri: `${SITE}/` });
