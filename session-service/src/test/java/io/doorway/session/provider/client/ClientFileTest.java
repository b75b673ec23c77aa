package io.doorway.session.provider.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.session.provider.oauth.RsaKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFileTest {
    private static final ECKey ENCRYPTION_KEY = encryptionKey();

    private static final String MINIMAL = """
            - client_id: bank
              client_name: Bank
              client_uri: https://bank.example/
              redirect_uris: ['https://bank.example/back']
              token_endpoint_auth_method: client_secret_basic
              client_secret: sixteen letters or more
            """;

    private static final String CIBA = """
            - client_id: till
              client_name: Till
              client_uri: https://till.example/
              grant_types: ['urn:openid:params:grant-type:ciba']
              token_endpoint_auth_method: client_secret_basic
              client_secret: sixteen letters or more
            """;

    @Test
    void absentPropertiesHaveSafeDefaults() {
        RegisteredClient client = parse(MINIMAL).getFirst();

        assertThat(client).isNotNull();
        assertThat(client.pkceRequired()).isTrue();
        assertThat(client.pushedRequestsRequired()).isFalse();
        assertThat(client.idTokenAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(client.hasPairwiseSubjects()).isFalse();
        assertThat(client.timing()).isEqualTo(Timing.DEFAULT);
        assertThat(client.checkPolicy()).isEqualTo(CheckPolicy.UNKNOWN);
        assertThat(client.sharedWorkstation()).isFalse();
        assertThat(client.relyingParty().domain()).isEqualTo("bank.example");
        assertThat(client.toString()).doesNotContain("sixteen");
    }

    @Test
    void readsTheExtensionsOfASharedWorkstation() {
        String yaml = MINIMAL
                + "  doorway: {check: always, shared_workstation: true, scan_within: 180s, decide_within: 5m}\n";

        RegisteredClient client = parse(yaml).getFirst();

        assertThat(client.checkPolicy()).isEqualTo(CheckPolicy.ALWAYS);
        assertThat(client.sharedWorkstation()).isTrue();
        assertThat(client.timing().scanWithin()).isEqualTo(Duration.ofMinutes(3));
        assertThat(client.timing().decideWithin()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {keys: []}                                      | jwks: expected at least one key
                    {keys: [{kty: oct, k: AAAA}]}                   | jwks: has a private or symmetric key
                    {keys: [{kty: EC, crv: P-256, x: "<x>", y: "<y>"}]} | jwks: has no EC key on P-256 for encryption ("use": "enc")
                    """)
    void encryptedIdTokensNeedAKeyForEncryption(String jwks, String error) {
        String key = jwks.replace("<x>", ENCRYPTION_KEY.getX().toString())
                .replace("<y>", ENCRYPTION_KEY.getY().toString());

        assertThatThrownBy(() -> parse(encrypted("jwks: " + key)))
                .isInstanceOf(InvalidClientsException.class)
                .hasMessage("client 'bank': " + error);
    }

    /** RFC 7518 section 3.3, FAPI 2.0 Security Profile section 5.4.1; and none that takes long to verify. */
    @ParameterizedTest
    @CsvSource({"1024, AQAB", "8200, AQAB", "2048, AQAAAAAAAAAB"})
    void anRsaKeyThatIsShortOrTakesLongToVerifyIsRefused(int bits, String exponent) {
        byte[] modulus = new byte[bits / Byte.SIZE];
        Arrays.fill(modulus, (byte) 0xFF);
        String key = "{kty: RSA, e: " + exponent + ", n: " + Base64Url.encode(modulus) + "}";

        assertThatThrownBy(() -> parse(encrypted("jwks: {keys: [" + key + "]}")))
                .isInstanceOf(InvalidClientsException.class)
                .hasMessage("client 'bank': jwks: keys[0] is not a key of a supported type; " + RsaKeys.RULE);
    }

    @Test
    void aClientWithASecretMayHaveKeysForEncryption() {
        String key = ENCRYPTION_KEY.toPublicJWK().toJSONString();

        assertThat(parse(encrypted("jwks: {keys: [" + key + "]}")).getFirst().encryptionKeys())
                .isInstanceOf(RegisteredClient.ClientCredentials.InlineKeys.class);
        assertThat(parse(encrypted("jwks_uri: https://bank.example/jwks"))
                        .getFirst()
                        .encryptionKeys())
                .isEqualTo(new RegisteredClient.ClientCredentials.RemoteKeys(URI.create("https://bank.example/jwks")));
    }

    private static String encrypted(String keys) {
        return MINIMAL + "  id_token_encrypted_response_alg: ECDH-ES+A256KW\n"
                + "  id_token_encrypted_response_enc: A256GCM\n  " + keys + "\n";
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                    backchannel_user_code_parameter: false          | backchannel_token_delivery_mode: missing
                    backchannel_token_delivery_mode: push           | backchannel_token_delivery_mode: expected poll or ping; push is not supported
                    backchannel_token_delivery_mode: ping           | backchannel_client_notification_endpoint: missing
                    {backchannel_token_delivery_mode: ping, backchannel_client_notification_endpoint: 'http://10.0.0.1/'} | backchannel_client_notification_endpoint: expected an absolute https address (http on loopback only) without fragment or user name
                    {backchannel_token_delivery_mode: poll, backchannel_client_notification_endpoint: 'https://a.example/'} | backchannel_client_notification_endpoint: needs backchannel_token_delivery_mode ping
                    {backchannel_token_delivery_mode: poll, backchannel_authentication_request_signing_alg: RS256} | backchannel_authentication_request_signing_alg: expected ES256 or PS256; client 'till': backchannel_authentication_request_signing_alg: needs token_endpoint_auth_method private_key_jwt
                    {backchannel_token_delivery_mode: poll, backchannel_authentication_request_signing_alg: ES256} | backchannel_authentication_request_signing_alg: needs token_endpoint_auth_method private_key_jwt
                    {backchannel_token_delivery_mode: poll, subject_type: pairwise} | redirect_uris: pairwise subjects need all of them on one host, or sector_identifier_uri
                    """)
    void aClientThatAsksKnownAccountsHasTheseRules(String properties, String error) {
        String yaml = CIBA + "  " + properties.replaceAll("^\\{|\\}$", "").replaceAll(", (?=[a-z_]+:)", "\n  ") + "\n";

        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(InvalidClientsException.class)
                .hasMessage("client 'till': " + error);
    }

    @Test
    void aClientThatAsksKnownAccountsNeedsNoRedirectUri() {
        RegisteredClient client =
                parse(CIBA + "  backchannel_token_delivery_mode: poll\n").getFirst();

        assertThat(client.backchannel()).isEqualTo(new BackchannelRegistration(null, null, true));
        assertThat(client.redirectUris()).isEmpty();
    }

    @Test
    void anEmptyFileHasNoClients() {
        assertThat(parse("")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    a: b                                            | a: unknown property
                    post_logout_redirect_uris: ['http://a.example']  | post_logout_redirect_uris: expected an absolute https address (http on loopback only) without fragment or user name
                    backchannel_logout_uri: 'http://10.0.0.1/x'     | backchannel_logout_uri: expected an absolute https address (http on loopback only) without fragment or user name
                    backchannel_logout_session_required: true       | backchannel_logout_session_required: needs backchannel_logout_uri
                    doorway: {single_sign_on: true, shared_workstation: true} | doorway.single_sign_on: cannot be combined with shared_workstation
                    backchannel_token_delivery_mode: poll           | backchannel_token_delivery_mode: needs urn:openid:params:grant-type:ciba in grant_types
                    backchannel_user_code_parameter: true           | backchannel_user_code_parameter: is not supported: the phone verifies its user
                    frontchannel_logout_uri: 'https://a.example/'   | frontchannel_logout_uri: is not supported by this version of Doorway
                    client_name: "Ba\\u202Enk"                      | client_name: has a control, invisible or text-direction character, or nothing visible
                    client_name: "Ba\\nnk"                          | client_name: has a control, invisible or text-direction character, or nothing visible
                    client_name: "Ba\\u2800nk"                      | client_name: has a control, invisible or text-direction character, or nothing visible
                    client_name: "Ba\\u3164nk"                      | client_name: has a control, invisible or text-direction character, or nothing visible
                    client_name: "Ba\\u200Bnk"                      | client_name: has a control, invisible or text-direction character, or nothing visible
                    client_name: "Ba\\u00A0nk"                      | client_name: has a control, invisible or text-direction character, or nothing visible
                    client_name: "Ba\\u0301\\u0302\\u0303\\u0304\\u0306nk" | client_name: has a control, invisible or text-direction character, or nothing visible
                    client_name: "B\\u0430nk"                      | client_name: mixes scripts whose letters look alike
                    client_name: "\\u0421\\u0410\\u0425\\u0410\\u0420"  | client_name: has only letters that look like Latin letters
                    client_name: "\\uFF22ank"                      | client_name: has a letter that is not in common use
                    client_name: "\\u0261oogle"                    | client_name: has a letter that is not in common use
                    client_uri: https://xn--80ak6aa92e.example      | client_uri: has a host that has only letters that look like Latin letters
                    client_uri: https://xn--bnk-6cd.example         | client_uri: has a host that mixes scripts whose letters look alike
                    client_uri: https://xn--0.example               | client_uri: has a host that is not a valid internationalized domain name
                    client_name: [1]                                | client_name: expected text, in quotes
                    client_uri: http://bank.example                 | client_uri: expected an absolute https address (http on loopback only) without fragment or user name
                    client_uri: /home                               | client_uri: expected an absolute https address (http on loopback only) without fragment or user name
                    redirect_uris: []                               | redirect_uris: expected at least one
                    redirect_uris: ['https://bank.example/#x']      | redirect_uris: expected an absolute https address (http on loopback only) without fragment or user name
                    redirect_uris: ['http://bank.example/x']        | redirect_uris: expected an absolute https address (http on loopback only) without fragment or user name
                    redirect_uris: ['https://u@bank.example/']      | redirect_uris: expected an absolute https address (http on loopback only) without fragment or user name
                    redirect_uris: ['https://bank.example/?code=1'] | redirect_uris: expected no parameter 'code' in the query: the authorization response adds it
                    redirect_uris: ['https://bank.example/?a&iss='] | redirect_uris: expected no parameter 'iss' in the query: the authorization response adds it
                    redirect_uris: ['bank:/back']                   | redirect_uris: expected an absolute https address (http on loopback only) without fragment or user name
                    token_endpoint_auth_method: implicit            | token_endpoint_auth_method: expected client_secret_basic, client_secret_post, private_key_jwt, tls_client_auth, self_signed_tls_client_auth or none
                    token_endpoint_auth_method: tls_client_auth     | client_secret: cannot be combined with this token_endpoint_auth_method or with another key property; client 'bank': token_endpoint_auth_method: tls_client_auth needs exactly one of tls_client_auth_subject_dn, _san_dns, _san_uri, _san_ip and _san_email
                    tls_client_auth_san_dns: bank.example           | tls_client_auth_san_dns: needs token_endpoint_auth_method tls_client_auth
                    token_endpoint_auth_method: none                | client_secret: cannot be combined with this token_endpoint_auth_method or with another key property
                    application_type: desktop                       | application_type: expected web or native
                    token_endpoint_auth_method: private_key_jwt     | client_secret: cannot be combined with this token_endpoint_auth_method or with another key property; client 'bank': jwks or jwks_uri: missing
                    client_secret: short                            | client_secret: expected at least 16 characters
                    jwks_uri: https://bank.example/jwks             | jwks_uri: cannot be combined with this token_endpoint_auth_method or with another key property
                    scope: profile                                  | scope: must contain openid
                    subject_type: ephemeral                         | subject_type: expected public or pairwise
                    sector_identifier_uri: https://group.example/   | sector_identifier_uri: needs subject_type pairwise
                    id_token_signed_response_alg: none              | id_token_signed_response_alg: expected ES256, PS256 or RS256
                    userinfo_signed_response_alg: HS256             | userinfo_signed_response_alg: expected ES256, PS256 or RS256
                    id_token_encrypted_response_enc: A256GCM        | id_token_encrypted_response_enc: needs id_token_encrypted_response_alg
                    id_token_encrypted_response_alg: RSA-OAEP       | id_token_encrypted_response_alg: expected ECDH-ES+A256KW; client 'bank': id_token_encrypted_response_enc: expected A256GCM; client 'bank': jwks or jwks_uri: missing
                    id_token_encrypted_response_alg: ECDH-ES+A256KW | id_token_encrypted_response_enc: expected A256GCM; client 'bank': jwks or jwks_uri: missing
                    grant_types: [implicit]                         | grant_types: expected authorization_code or urn:openid:params:grant-type:ciba, with or without refresh_token and urn:ietf:params:oauth:grant-type:device_code
                    scope: openid offline_access                    | scope: offline_access needs refresh_token in grant_types
                    response_types: [token]                         | response_types: only [code] is supported
                    doorway: {pkce: never}                          | doorway.pkce: expected required or optional
                    doorway: {profile: fapi1}                       | doorway.profile: expected oidc or fapi2
                    doorway: {profile: fapi2}                       | token_endpoint_auth_method: the profile fapi2 needs private_key_jwt, tls_client_auth or self_signed_tls_client_auth
                    require_signed_request_object: true             | require_signed_request_object: needs private_key_jwt
                    authorization_signed_response_alg: HS256        | authorization_signed_response_alg: expected ES256, PS256 or RS256
                    introspection_signed_response_alg: none         | introspection_signed_response_alg: expected ES256, PS256 or RS256
                    doorway: {resources: ['https://a.example/#f']}  | doorway.resources: expected an absolute https address (http on loopback only) without fragment or user name
                    doorway: {userinfo_max_age: soon}               | doorway.userinfo_max_age: expected a duration such as 90s
                    dpop_bound_access_tokens: sometimes             | dpop_bound_access_tokens: expected true or false
                    doorway: {acr: "urn:doorway:acr:same-device"}   | doorway.acr: expected urn:doorway:acr:qr or urn:doorway:acr:passkey
                    doorway: {check: sometimes}                     | doorway.check: expected never, unknown or always
                    doorway: {shared_workstation: 1}                | doorway.shared_workstation: expected true or false
                    doorway: {scan_within: 181s}                    | doorway.scan_within: PT3M1S (expected: 1 s to 180 s)
                    doorway: {decide_within: 1h}                    | doorway.decide_within: PT1H (expected: 1 s to 300 s)
                    doorway: {decide_within: 500ms}                 | doorway.decide_within: PT0.5S (expected: 1 s to 300 s)
                    doorway: {scan_within: soon}                    | doorway.scan_within: expected a duration such as 90s
                    doorway: {colour: red}                          | doorway.colour: unknown property
                    client_secret: '${BANK_CLIENT_SECRET}'          | client_secret: has a placeholder, such as ${NAME}: nothing is replaced in a registration. Write the value itself
                    client_secret: 'sixteen-letters-${END}'         | client_secret: has a placeholder, such as ${NAME}: nothing is replaced in a registration. Write the value itself
                    client_name: '${BANK:Bank}'                     | client_name: has a placeholder, such as ${NAME}: nothing is replaced in a registration. Write the value itself
                    redirect_uris: ['https://${HOST}/back']         | redirect_uris: has a placeholder, such as ${NAME}: nothing is replaced in a registration. Write the value itself
                    doorway: {check: '${CHECK}'}                    | doorway.check: has a placeholder, such as ${NAME}: nothing is replaced in a registration. Write the value itself
                    """)
    void anErrorNamesTheClientAndTheProperty(String line, String error) {
        String property = line.substring(0, line.indexOf(':'));
        String yaml = MINIMAL.lines()
                        .filter(other -> !other.strip().startsWith(property + ":"))
                        .reduce("", (text, other) -> text + other + "\n")
                + "  " + line + "\n";

        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(InvalidClientsException.class)
                .hasMessage("client 'bank': " + error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Crédit Cælum & Fils – 2",
                "Сбербанк",
                "東京銀行 Bank",
                "بنك المغرب",
                "Εθνική Τράπεζα",
                "O’Brien’s #1 Shop",
                "Ngân hàng Việt"
            })
    void acceptsNamesOfManyLanguages(String name) {
        String yaml = MINIMAL.replace("client_name: Bank", "client_name: \"" + name + "\"");

        assertThat(parse(yaml)).extracting(RegisteredClient::name).containsExactly(name);
    }

    @Test
    void anInternationalDomainIsShownInAscii() {
        String yaml = MINIMAL.replace("https://bank.example/\n", "https://xn--bcher-kva.example/\n");

        assertThat(parse(yaml).getFirst().relyingParty().domain()).isEqualTo("xn--bcher-kva.example");
    }

    @Test
    void pairwiseSubjectsNeedOneHost() {
        String yaml = MINIMAL.replace("['https://bank.example/back']", "['https://a.example/', 'https://b.example/']")
                + "  subject_type: pairwise\n";

        assertThatThrownBy(() -> parse(yaml))
                .hasMessage(
                        "client 'bank': redirect_uris: pairwise subjects need all of them on one host, or sector_identifier_uri");
        assertThat(parse(yaml + "  sector_identifier_uri: https://group.example/sector.json\n")
                        .getFirst()
                        .sector())
                .isEqualTo("group.example");
    }

    @Test
    void thePairwiseSubjectsOfOneHostAreThoseOfTheHost() {
        assertThat(parse(MINIMAL + "  subject_type: pairwise\n").getFirst().sector())
                .isEqualTo("bank.example");
        assertThat(parse(MINIMAL).getFirst().hasPairwiseSubjects()).isFalse();
    }

    @Test
    void aDuplicatePropertyIsRefused() {
        assertThatThrownBy(() -> parse(MINIMAL + "  client_name: Bank\n"))
                .hasMessage("clients.yaml has a property twice: line 7");
    }

    private static List<RegisteredClient> parse(String yaml) {
        return List.copyOf(ClientFiles.parse(Map.of("clients.yaml", yaml), ProviderCapabilities.ALL)
                .values());
    }

    private static ECKey encryptionKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.ENCRYPTION).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
