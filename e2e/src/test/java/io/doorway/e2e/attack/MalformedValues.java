package io.doorway.e2e.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Values that are not of the form of any parameter, each with a name. */
final class MalformedValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int NESTED = 30;

    /** One value of each kind that has been a failure of a parser. */
    private static final Set<String> FEW =
            Set.of("empty", "a NUL", "a lone surrogate", "4000 characters", "no value", "an escape that is none");

    private MalformedValues() {}

    /** @param few whether the same parser gets all values at another place */
    static Map<String, JsonNode> of(RequestPlace place, boolean few) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        texts().forEach((name, text) -> values.put(name, TextNode.valueOf(text)));
        switch (place.form()) {
            case ENCODED -> values.putAll(encoded());
            case JSON -> values.putAll(ofOtherTypes());
            case TEXT -> {}
        }
        if (few) {
            values.keySet().retainAll(FEW);
        }
        return values;
    }

    private static Map<String, String> texts() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("empty", "");
        values.put("a dash", "-");
        values.put("a NUL", "\0");
        values.put("a line break", "a\r\nX-Injected: 1");
        values.put("a scope with a line feed", "openid \n");
        values.put("two words", "a b");
        values.put("the parent directory", "../../etc/passwd");
        values.put("a double quote", "\"");
        values.put("letters from right to left", "\u202eabc");
        values.put("a non-character", "\uffff");
        values.put("a lone surrogate", "\ud800");
        values.put("more than 64 bits", "9223372036854775808");
        values.put("a time of the far past", "-1000000000-01-01T00:00:00Z");
        values.put("a JWS whose header is null", "bnVsbA.e30.e30");
        values.put("a JWS whose header is an array", "W10.e30.e30");
        values.put("4000 characters", "a".repeat(4000));
        return values;
    }

    private static Map<String, JsonNode> encoded() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("half an escape", "%4");
        values.put("an escape that is none", "%zz");
        values.put("an overlong encoding", "%c0%ae%c0%ae");
        values.put("a lone surrogate", "%ed%a0%80");
        values.put("half a character", "%e2%82");
        values.put("two escapes", "%2500");
        Map<String, JsonNode> nodes = new LinkedHashMap<>();
        values.forEach((name, text) -> nodes.put(name, JSON.pojoNode(new RequestTemplate.Encoded(text))));
        return nodes;
    }

    private static Map<String, JsonNode> ofOtherTypes() {
        JsonNode nested = JSON.arrayNode();
        for (int depth = 1; depth < NESTED; depth++) {
            nested = JSON.arrayNode().add(nested);
        }
        return Map.of(
                "no value", JSON.nullNode(),
                "a truth value", JSON.booleanNode(true),
                "a negative number", JSON.numberNode(-1),
                "a number of more than 64 bits", JSON.numberNode(new BigInteger("9".repeat(40))),
                "a number of more than a double", JSON.numberNode(new BigDecimal("1e400")),
                "an array", JSON.arrayNode(),
                "an array in arrays", nested,
                "an array of null", JSON.arrayNode().addNull(),
                "an object", JSON.objectNode(),
                "an object with null", JSON.objectNode().putNull("a"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
