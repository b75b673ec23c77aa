package io.doorway.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** Compares with the examples of RFC 8785 and with another implementation. */
class CanonicalJsonTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theOutputEqualsThatOfAnotherImplementation(@ForAll("objects") Map<String, Object> object) throws IOException {
        assertThat(CanonicalJson.of(object))
                .isEqualTo(new JsonCanonicalizer(MAPPER.writeValueAsString(object)).getEncodedString());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anObjectIsReadAsItWasWritten(@ForAll("objects") Map<String, Object> object) throws JsonProcessingException {
        assertThat(MAPPER.readValue(CanonicalJson.of(object), Map.class)).isEqualTo(object);
    }

    /** The example of section 3.2.3: the order of UTF-16 units is not the order of code points. */
    @Test
    void membersAreSortedByUtf16Units() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("\u20ac", "Euro Sign");
        object.put("\r", "Carriage Return");
        object.put("\ufb33", "Hebrew Letter Dalet With Dagesh");
        object.put("1", "One");
        object.put("\ud83d\ude00", "Emoji: Grinning Face");
        object.put("\u0080", "Control");
        object.put("\u00f6", "Latin Small Letter O With Diaeresis");

        assertThat(CanonicalJson.of(object))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                        + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    /** The string and the literals of the example of section 3.2.2. */
    @Test
    void stringsAreEscapedAsEcmaScriptDoes() {
        Map<String, Object> object = new HashMap<>();
        object.put("string", "\u20ac$\u000f\nA'B\"\\\\\"/");
        object.put("literals", Arrays.asList(null, true, false));

        assertThat(CanonicalJson.of(object))
                .isEqualTo(
                        "{\"literals\":[null,true,false]," + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void numbersAreRefused() {
        assertThatThrownBy(() -> CanonicalJson.of(Map.of("n", 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnpairedSurrogateIsRefused() {
        assertThatThrownBy(() -> CanonicalJson.of(Map.of("s", "\ud83d"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.of(Map.of("s", "a\ude00"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return object(2);
    }

    private static Arbitrary<Map<String, Object>> object(int depth) {
        return Arbitraries.maps(text(), value(depth)).ofMaxSize(5);
    }

    private static Arbitrary<Object> value(int depth) {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                text().asGeneric(), Arbitraries.of(true, false).asGeneric(), Arbitraries.<Object>just(null));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<List<Object>> list = value(depth - 1).list().ofMaxSize(4);
        return Arbitraries.oneOf(leaf, list.asGeneric(), object(depth - 1).asGeneric());
    }

    /** Texts of code points of every plane, with a bias to those that must be escaped or are at a boundary. */
    private static Arbitrary<String> text() {
        Arbitrary<Integer> special =
                Arbitraries.of(0, 8, 9, 10, 12, 13, 31, 34, 47, 92, 127, 128, 0x2028, 0xfb33, 0x1f600);
        Arbitrary<Integer> any = Arbitraries.integers()
                .between(0, 0x10ffff)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
        return Arbitraries.oneOf(special, any).list().ofMaxSize(8).map(characters -> {
            StringBuilder text = new StringBuilder();
            characters.forEach(text::appendCodePoint);
            return text.toString();
        });
    }
}
