import * as oauth from 'oauth4webapi';

const { DOORWAY, CLIENT_ID, CLIENT_KEY, SITE } = process.env;
const ES256 = { name: 'ECDSA', namedCurve: 'P-256' };
const authentication = oauth.PrivateKeyJwt(await crypto.subtle.importKey('jwk', JSON.parse(CLIENT_KEY), ES256, false, ['sign']));
const client = { client_id: CLIENT_ID };
const http = { [oauth.allowInsecureRequests]: DOORWAY.startsWith('http:') };
const issuer = new URL(DOORWAY);
const doorway = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, http));
const options = { ...http, DPoP: oauth.DPoP(client, await oauth.generateKeyPair('ES256')) };

export async function login(session) {
  Object.assign(session, { verifier: oauth.generateRandomCodeVerifier(), state: oauth.generateRandomState(), nonce: oauth.generateRandomNonce() });
  const request = new URLSearchParams({
    response_type: 'code', client_id: CLIENT_ID, redirect_uri: `${SITE}/callback`, scope: 'openid profile offline_access',
    state: session.state, nonce: session.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(session.verifier), code_challenge_method: 'S256',
  });
  const response = await oauth.pushedAuthorizationRequest(doorway, client, authentication, request, options);
  const { request_uri } = await oauth.processPushedAuthorizationResponse(doorway, client, response);
  return new URL(`${doorway.authorization_endpoint}?${new URLSearchParams({ client_id: CLIENT_ID, request_uri })}`);
}

export async function callback(session, url) {
  const code = oauth.validateAuthResponse(doorway, client, url, session.state);
  const response = await oauth.authorizationCodeGrantRequest(
    doorway, client, authentication, code, `${SITE}/callback`, session.verifier, options);
  const expected = { expectedNonce: session.nonce, requireIdToken: true };
  session.tokens = await oauth.processAuthorizationCodeResponse(doorway, client, response, expected);
  await oauth.validateApplicationLevelSignature(doorway, response, http);
}

// After the login: who it is, new tokens, and the logout.
export async function person({ tokens }) {
  const { sub } = oauth.getValidatedIdTokenClaims(tokens);
  const response = await oauth.userInfoRequest(doorway, client, tokens.access_token, options);
  return oauth.processUserInfoResponse(doorway, client, sub, response);
}

export async function refresh(session) {
  const response = await oauth.refreshTokenGrantRequest(doorway, client, authentication, session.tokens.refresh_token, options);
  session.tokens = await oauth.processRefreshTokenResponse(doorway, client, response);
}

export const logout = ({ tokens }) => new URL(`${doorway.end_session_endpoint}?${new URLSearchParams(
  { id_token_hint: tokens.id_token, post_logout_redirect_uri: `${SITE}/` })}`);
