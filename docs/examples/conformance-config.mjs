// Writes clients.yaml for ./doorway up --clients, and a configuration for each kind of plan of the OpenID Foundation's conformance suite, with
// new keys and secrets. MTLS is the address of --mtls-port, for the client certificates of the CIBA plan, which OpenSSL makes. Usage:
// node conformance-config.mjs ISSUER DIRECTORY [SUITE [MTLS]], and after ./doorway up, for the plans with dynamic clients,
// node conformance-config.mjs --token TOKEN DIRECTORY with the TOKEN of ./doorway token registration; see ../conformance.md. Needs Node.js 20 or newer.

import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

if (process.argv[2] === '--token') {
  const file = join(process.argv[4] ?? '.', 'oidcc-dynamic.json');
  const configuration = JSON.parse(readFileSync(file));
  configuration.client = configuration.client2 = { initial_access_token: process.argv[3] };
  writeFileSync(file, JSON.stringify(configuration, null, 2));
  process.exit();
}

const [issuer, directory, suite = 'https://localhost.emobix.co.uk:8443', mtls] = process.argv.slice(2);
if (!directory) {
  console.error('usage: node conformance-config.mjs ISSUER DIRECTORY [SUITE [MTLS]], or --token TOKEN DIRECTORY');
  process.exit(2);
}
mkdirSync(directory, { recursive: true, mode: 0o700 });
const ALIAS = 'doorway';
const tests = `${suite}/test/a/${ALIAS}`;
const discoveryUrl = `${issuer}/.well-known/openid-configuration`;
const common = { alias: ALIAS, description: 'Doorway', server: { discoveryUrl } };

const secret = () => randomBytes(32).toString('base64url');

/** A new key: the private one for the suite, the public one for Doorway. */
function key(kid, alg) {
  const { privateKey, publicKey } = alg === 'ES256'
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const members = { kid, alg, use: 'sig' };
  return {
    own: { keys: [{ ...privateKey.export({ format: 'jwk' }), ...members }] },
    published: { keys: [{ ...publicKey.export({ format: 'jwk' }), ...members }] },
  };
}

/** A client of the OpenID Connect plans. They send requests without PKCE, and expect RS256. */
const plain = (id, method) => ({
  client_id: `conformance-${id}`,
  client_name: 'Conformance suite',
  client_uri: suite,
  redirect_uris: [`${tests}/callback`],
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: method,
  client_secret: secret(),
  id_token_signed_response_alg: 'RS256',
  post_logout_redirect_uris: [`${tests}/post_logout_redirect`],
  doorway: { pkce: 'optional', check: 'never', single_sign_on: true },
});

/**
 * The client of the plan for back-channel logout. Those of the other plans get no logout tokens: a code that is used again ends its session,
 * and the module that runs then would fail for a request that it does not expect.
 */
const informed = {
  ...plain('logout', 'client_secret_basic'),
  backchannel_logout_uri: `${tests}/backchannel_logout`,
  backchannel_logout_session_required: true,
};

/** A client of the FAPI 2.0 plans. A module needs a key for PS256, with which it signs by RS256 too. */
const fapi = (id, query, jwks, signed) => ({
  client_id: `conformance-${id}`,
  client_name: 'Conformance suite',
  client_uri: suite,
  redirect_uris: [`${tests}/callback${query}`],
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'private_key_jwt',
  jwks,
  require_signed_request_object: signed,
  doorway: { profile: 'fapi2', check: 'never' },
});

/** A client of the FAPI-CIBA plan, in one of its modes. Three modules need a key for PS256, with which they sign by RS256 too. */
const ciba = (id, mode, alg, jwks) => ({
  client_id: `conformance-${id}`,
  client_name: 'Conformance suite',
  client_uri: suite,
  grant_types: ['urn:openid:params:grant-type:ciba', 'refresh_token'],
  token_endpoint_auth_method: 'private_key_jwt',
  jwks,
  backchannel_token_delivery_mode: mode,
  ...(mode === 'ping' && { backchannel_client_notification_endpoint: `${tests}/ciba-notification-endpoint` }),
  backchannel_authentication_request_signing_alg: alg,
  ...(mtls && { tls_client_certificate_bound_access_tokens: true }),
  // A phone on the command line has no passkey.
  doorway: { acr: 'urn:doorway:acr:qr' },
});

/** The two clients of a FAPI 2.0 plan, and the plan's configuration. */
function fapiPlan(id, signed) {
  const keys = [key(id, 'PS256'), key(`${id}-second`, 'ES256')];
  const clients = [fapi(id, '', keys[0].published, signed), fapi(`${id}-second`, '?dummy1=lorem&dummy2=ipsum', keys[1].published, signed)];
  const [client, client2] = clients.map(({ client_id }, i) => ({ client_id, scope: 'openid profile offline_access', jwks: keys[i].own }));
  return { clients, configuration: { ...common, client, client2, resource: { resourceUrl: `${issuer}/oauth2/userinfo` } } };
}

const [basic, post, second] = [plain('basic', 'client_secret_basic'), plain('post', 'client_secret_post'), plain('second', 'client_secret_basic')];

/** The two client certificates of the CIBA plan, self-signed: node:crypto makes none. */
function certificate(name) {
  const files = ['key', 'cert'].map(member => join(directory, `${name}.${member}.pem`));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-noenc', '-days', '365', '-subj', `/CN=${name}`, '-keyout', files[0], '-out', files[1]], { stdio: 'pipe' });
  const [own, published] = files.map(file => readFileSync(file, 'utf8'));
  return { key: own, cert: published };
}
const certificates = mtls && { mtls: certificate('conformance'), mtls2: certificate('conformance-second') };

const cibaPlan = mode => {
  const [first, other] = [[`ciba-${mode}`, 'PS256'], [`ciba-${mode}-second`, 'ES256']].map(([id, alg]) => ({ id, alg, ...key(id, alg) }));
  return {
    clients: [first, other].map(({ id, alg, published }) => ciba(id, mode, alg, published)),
    configuration: {
      alias: ALIAS,
      description: `Doorway, CIBA ${mode}`,
      server: { discoveryUrl },
      automated_ciba_approval_url: 'http://127.0.0.1:9223/?action={action}&auth_req_id={auth_req_id}',
      client: { client_id: `conformance-${first.id}`, scope: 'openid profile offline_access', acr_value: 'urn:doorway:acr:qr', jwks: first.own, hint_type: 'login_hint', hint_value: 'ada' },
      client2: { client_id: `conformance-${other.id}`, scope: 'openid profile offline_access', acr_value: 'urn:doorway:acr:qr', jwks: other.own },
      resource: { resourceUrl: `${mtls ?? issuer}/oauth2/userinfo` },
      ...certificates,
    },
  };
};
const [cibaPoll, cibaPing] = [cibaPlan('poll'), cibaPlan('ping')];

const credentials = ({ client_id, client_secret }) => ({ client_id, client_secret });
const [profile, signing] = [fapiPlan('fapi', false), fapiPlan('signed', true)];
const configurations = {
  'oidcc.json': { ...common, client: credentials(basic), client_secret_post: credentials(post), client2: credentials(second) },
  'oidcc-backchannel-logout.json': { ...common, client: credentials(informed) },
  'oidcc-dynamic.json': { ...common, client: { initial_access_token: 'what ./doorway token registration prints' } },
  'fapi2.json': profile.configuration,
  'fapi2-signed.json': signing.configuration,
  'fapi-ciba-poll.json': cibaPoll.configuration,
  'fapi-ciba-ping.json': cibaPing.configuration,
};

// JSON is YAML.
writeFileSync(join(directory, 'clients.yaml'), JSON.stringify([basic, post, second, informed, ...profile.clients, ...signing.clients, ...cibaPoll.clients, ...cibaPing.clients], null, 2), { mode: 0o600 });
for (const [name, configuration] of Object.entries(configurations)) {
  writeFileSync(join(directory, name), JSON.stringify(configuration, null, 2), { mode: 0o600 });
}
console.log(`clients.yaml and ${Object.keys(configurations).join(', ')} are in ${directory}`);
