package io.doorway.e2e.attack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.clients.jws.JwsSigner;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.protocol.encoding.Base64Url;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A request as a tree of its parts, each of which can be replaced by any value before the request is written. A part can be composed of
 * others: a signed message is signed again after one of its members was replaced.
 *
 * @param method the method
 * @param path with parameters in braces
 * @param parts objects named {@code path}, {@code query}, {@code header}, {@code cookie} and {@code form}, and {@code body}
 */
record RequestTemplate(String method, String path, ObjectNode parts) {

    static final String JWS = "$jws";
    static final String PARTS = "$parts";
    static final String BASIC = "$basic";
    static final String WRITTEN = "$written";
    static final String BASE64 = "$base64";
    private static final String KEY = "$key";

    /** Escapes, so that half of a surrogate pair is sent as it is. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** A value of a path, a query or a form that is already encoded, possibly incorrectly. */
    record Encoded(String text) {}

    static RequestTemplate of(String method, String path) {
        return new RequestTemplate(method, path, JSON.createObjectNode());
    }

    /** A compact JWS (ES256) of these members. */
    static JsonNode jws(ECKey key, Map<String, ?> header, Map<String, ?> payload) {
        ObjectNode members = JSON.createObjectNode();
        members.set("header", tree(header));
        members.set("payload", tree(payload));
        ObjectNode node = JSON.createObjectNode();
        node.set(JWS, members);
        node.set(KEY, new POJONode(key));
        return node;
    }

    /** A text of several parts. */
    static JsonNode text(Object... parts) {
        ArrayNode all = JSON.createArrayNode();
        for (Object part : parts) {
            all.add(tree(part));
        }
        return composed(PARTS, all);
    }

    /** The parameter of HTTP Basic authentication. */
    static JsonNode basic(String user, String password) {
        return composed(BASIC, tree(Map.of("user", user, "password", password)));
    }

    /** A JSON value as text. */
    static JsonNode written(Object value) {
        return composed(WRITTEN, tree(value));
    }

    /** A JSON value in base64url. */
    static JsonNode base64(String json) {
        try {
            return composed(BASE64, JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode composed(String kind, JsonNode of) {
        return JSON.createObjectNode().set(kind, of);
    }

    static JsonNode tree(Object value) {
        return value instanceof JsonNode node ? node : JSON.valueToTree(value);
    }

    /** Sets a part: {@code set("header", "DPoP", proof)}. */
    RequestTemplate set(String place, String name, Object value) {
        parts.withObject("/" + place).set(name, tree(value));
        return this;
    }

    RequestTemplate setAll(String place, Map<String, ?> values) {
        values.forEach((name, value) -> set(place, name, value));
        return this;
    }

    RequestTemplate body(String mediaType, JsonNode value) {
        parts.set("body", value);
        return set("header", "Content-Type", mediaType);
    }

    boolean hasBody() {
        return parts.has("body") || parts.has("form");
    }

    /** The same request with another value in one place. */
    RequestTemplate with(List<String> place, JsonNode value) {
        ObjectNode copy = parts.deepCopy();
        JsonNode parent = copy;
        for (String step : place.subList(0, place.size() - 1)) {
            parent = parent.isArray() ? parent.get(Integer.parseInt(step)) : parent.get(step);
        }
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(place.getLast()), value);
        } else {
            ((ObjectNode) parent).set(place.getLast(), value);
        }
        return new RequestTemplate(method, path, copy);
    }

    /** The request as bytes, with the length of its body. */
    byte[] bytes() {
        byte[] body = Wtf8.bytes(bodyText());
        String length = hasBody() ? "Content-Length: " + body.length + "\r\n" : "";
        return joined(Wtf8.bytes(head() + length + "\r\n"), body);
    }

    /** The request with another body, without its length. */
    byte[] chunked(String body) {
        return Wtf8.bytes(head() + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n"
                + body + "\r\n0\r\n\r\n");
    }

    private String head() {
        StringBuilder head = new StringBuilder(method + " " + target() + " HTTP/1.1\r\nHost: "
                + TestPlatform.issuer().getAuthority() + "\r\n");
        if (!parts.at("/header").has("Upgrade")) {
            head.append("Connection: close\r\n");
        }
        parts.path("header")
                .properties()
                .forEach(header -> head.append(header.getKey())
                        .append(": ")
                        .append(textOf(header.getValue()))
                        .append("\r\n"));
        if (parts.has("cookie")) {
            head.append("Cookie: ").append(pairs("cookie", "; ", false)).append("\r\n");
        }
        return head.toString();
    }

    private String target() {
        String target = path;
        for (Map.Entry<String, JsonNode> parameter : parts.path("path").properties()) {
            target = target.replace("{" + parameter.getKey() + "}", encoded(parameter.getValue()));
        }
        return parts.has("query") ? target + "?" + pairs("query", "&", true) : target;
    }

    private String bodyText() {
        return parts.has("form") ? pairs("form", "&", true) : parts.has("body") ? textOf(parts.get("body")) : "";
    }

    private String pairs(String place, String separator, boolean encode) {
        return parts.path(place).properties().stream()
                .map(pair -> pair.getKey() + "=" + (encode ? encoded(pair.getValue()) : textOf(pair.getValue())))
                .collect(Collectors.joining(separator));
    }

    private static String encoded(JsonNode value) {
        return value instanceof POJONode node && node.getPojo() instanceof Encoded raw
                ? raw.text()
                : MalformedValues.encode(textOf(value));
    }

    private static String textOf(JsonNode value) {
        if (value.has(JWS)) {
            ECKey key = (ECKey) ((POJONode) value.get(KEY)).getPojo();
            return JwsSigner.es256(
                    key, write(value.at("/" + JWS + "/header")), write(value.at("/" + JWS + "/payload")));
        }
        if (value.has(PARTS)) {
            return StreamSupport.stream(value.get(PARTS).spliterator(), false)
                    .map(RequestTemplate::textOf)
                    .collect(Collectors.joining());
        }
        if (value.has(BASIC)) {
            String pair = textOf(value.at("/" + BASIC + "/user")) + ":" + textOf(value.at("/" + BASIC + "/password"));
            return Base64.getEncoder().encodeToString(Wtf8.bytes(pair));
        }
        if (value.has(WRITTEN)) {
            return write(value.get(WRITTEN));
        }
        if (value.has(BASE64)) {
            return Base64Url.encode(write(value.get(BASE64)).getBytes(StandardCharsets.US_ASCII));
        }
        return value.asText();
    }

    private static String write(JsonNode value) {
        try {
            return JSON.writeValueAsString(resolved(value));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Composed members of JSON are texts in it. */
    private static JsonNode resolved(JsonNode value) {
        if (value instanceof ObjectNode object) {
            if (isComposed(object)) {
                return TextNode.valueOf(textOf(object));
            }
            ObjectNode copy = JSON.createObjectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), resolved(member.getValue())));
            return copy;
        }
        return value;
    }

    static boolean isComposed(JsonNode value) {
        return value.isObject()
                && List.of(JWS, PARTS, BASIC, WRITTEN, BASE64).stream().anyMatch(value::has);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}
