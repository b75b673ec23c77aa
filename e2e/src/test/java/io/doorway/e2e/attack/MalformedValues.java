package io.doorway.e2e.attack;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values that are not of the form of any parameter, each with a name. */
final class MalformedValues {

    private MalformedValues() {}

    /** As a client means them. */
    static Map<String, String> texts() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("empty", "");
        values.put("a space", " ");
        values.put("a NUL", "\0");
        values.put("an id with a NUL", "AAAAAAAAAAAAAAAAAAAA\0A");
        values.put("a line break", "a\r\nX-Injected: 1");
        values.put("a tab", "a\tb");
        values.put("a delete character", "a\u007fb");
        values.put("an escape sequence", "\u001b[31m");
        values.put("two words", "a b");
        values.put("a slash", "a/b");
        values.put("a backslash", "a\\b");
        values.put("the parent directory", "../../etc/passwd");
        values.put("a percent sign", "100%");
        values.put("a quote", "' or 1=1 --");
        values.put("a double quote", "\"");
        values.put("markup", "<script>alert(1)</script>");
        values.put("an expression", "${jndi:ldap://127.0.0.1/a}");
        values.put("a template", "{{7*7}}");
        values.put("a format", "%s%n%x");
        values.put("a semicolon", "a;b=c");
        values.put("a question mark", "a?b");
        values.put("a fragment", "a#b");
        values.put("a star", "*");
        values.put("a comma", "a,b");
        values.put("letters from right to left", "\u202eabc");
        values.put("an emoji", "\ud83d\ude00");
        values.put("a non-character", "\uffff");
        values.put("accents", "\u00e9\u0301\u0301\u0301");
        values.put("null", "null");
        values.put("true", "true");
        values.put("minus one", "-1");
        values.put("more than 64 bits", "9223372036854775808");
        values.put("no number", "NaN");
        values.put("more than a double", "1e400");
        values.put("an array", "[]");
        values.put("an object", "{}");
        values.put("a date of the far past", "-999999999-01-01T00:00:00Z");
        values.put("a date of the far future", "+999999999-12-31T23:59:59Z");
        values.put("an id with padding", "AAAAAAAAAAAAAAAAAAAAAA==");
        values.put("300 characters", "a".repeat(300));
        values.put("4000 characters", "a".repeat(4000));
        return values;
    }

    /** As they are written in a path or a query, with those that no text can be. */
    static Map<String, String> encoded() {
        Map<String, String> values = new LinkedHashMap<>();
        texts().forEach((name, text) -> values.put(name, encode(text)));
        values.put("half an escape", "%4");
        values.put("an escape that is none", "%zz");
        values.put("an overlong encoding", "%c0%ae%c0%ae");
        values.put("a lone surrogate", "%ed%a0%80");
        values.put("half a character", "%e2%82");
        values.put("two escapes", "%2500");
        return values;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
