package io.doorway.e2e.attack;

import static io.doorway.e2e.attack.RequestTemplate.base64;
import static io.doorway.e2e.attack.RequestTemplate.jws;
import static io.doorway.e2e.attack.RequestTemplate.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.protocol.encoding.Base64Url;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The signed messages of phones in requests, whose members can be replaced. */
final class PhoneMessageParts {

    private static final String JOSE = "application/jose";

    private PhoneMessageParts() {}

    static RequestTemplate posted(RequestTemplate request, JsonNode message) {
        return request.body(JOSE, message);
    }

    static RequestTemplate inHeader(String method, String path, HeadlessPhone phone, String nonce) {
        return RequestTemplate.of(method, path).set("header", "Authorization", text("Doorway ", device(phone, nonce)));
    }

    static JsonNode device(HeadlessPhone phone, String nonce) {
        return signed(phone, PhoneMessages.DEVICE, Map.of("nonce", nonce));
    }

    /** What an authenticator returned, with the client data as JSON. */
    static Map<String, JsonNode> ceremony(Map<String, String> members) {
        Map<String, JsonNode> parsed = new LinkedHashMap<>();
        members.forEach((name, value) -> parsed.put(
                name,
                name.equals("client_data_json")
                        ? base64(new String(Base64Url.decode(value), StandardCharsets.UTF_8))
                        : RequestTemplate.tree(value)));
        return parsed;
    }

    static JsonNode signed(HeadlessPhone phone, String typ, Map<String, ?> members) {
        return jws(
                phone.identity().key(),
                Map.of("typ", typ, "alg", "ES256", "kid", phone.identity().credentialId()),
                PhoneMessages.claims(TestPlatform.issuer().toString(), members));
    }

    static JsonNode byNewKey(String typ, ECKey key, Map<String, ?> members) {
        return jws(
                key,
                Map.of("typ", typ, "alg", "ES256", "jwk", key.toPublicJWK().toJSONObject()),
                PhoneMessages.claims(TestPlatform.issuer().toString(), members));
    }

    static HeadlessPhone phone() {
        return TestPlatform.person("Malformed").headlessPhone();
    }
}
