import * as oidc from 'openid-client';

const { DOORWAY, CLIENT_ID, CLIENT_SECRET, SITE } = process.env;
// The library refuses http, which only the local platform has.
const options = DOORWAY.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {};
const doorway = await oidc.discovery(new URL(DOORWAY), CLIENT_ID, {}, oidc.ClientSecretBasic(CLIENT_SECRET), options);

/** Returns where to send the browser. `session` is what the website keeps for this browser. */
export async function login(session) {
  Object.assign(session, { verifier: oidc.randomPKCECodeVerifier(), state: oidc.randomState(), nonce: oidc.randomNonce() });
  return oidc.buildAuthorizationUrl(doorway, {
    redirect_uri: `${SITE}/callback`, scope: 'openid profile offline_access', state: session.state, nonce: session.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(session.verifier), code_challenge_method: 'S256',
  });
}

/** Answers the request to the redirect URI; `url` is its whole address. */
export async function callback(session, url) {
  const { verifier: pkceCodeVerifier, state: expectedState, nonce: expectedNonce } = session;
  session.tokens = await oidc.authorizationCodeGrant(doorway, url, { pkceCodeVerifier, expectedState, expectedNonce });
}

// After the login: who it is, new tokens, and the logout.
export const person = ({ tokens }) => oidc.fetchUserInfo(doorway, tokens.access_token, tokens.claims().sub);

export async function refresh(session) {
  session.tokens = await oidc.refreshTokenGrant(doorway, session.tokens.refresh_token);
}

export const logout = ({ tokens }) =>
  oidc.buildEndSessionUrl(doorway, { id_token_hint: tokens.id_token, post_logout_redirect_uri: `${SITE}/` });
