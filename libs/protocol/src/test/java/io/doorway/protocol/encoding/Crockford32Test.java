package io.doorway.protocol.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Crockford32Test {

    @Property
    void bytesAreDecodedAsTheyWereEncoded(@ForAll @Size(max = 50) byte[] bytes) {
        assertThat(Crockford32.decode(Crockford32.encode(bytes))).isEqualTo(bytes);
    }

    @Test
    void theTextIsThatOfRfc4648WithAnotherAlphabet() {
        assertThat(Crockford32.encode("foobar".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("CSQPYRK1E8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "01",
                "000",
                "csqpyrk1e8",
                "CSQPYRK1E9",
                "CSQPYRKIE8",
                "CSQPYRK1E8=",
                " CSQPYRK1E8",
                "CSQPYRK1U8"
            })
    void noOtherTextIsDecoded(String text) {
        assertThatThrownBy(() -> Crockford32.decode(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTypedCodeIsReadInAnyCaseWithSpacesDashesAndLookAlikes() {
        assertThat(Crockford32.parse(" o1il-abcd ", 8)).contains("0111ABCD");
        assertThat(Crockford32.parse("0111ABC", 8)).isEmpty();
        assertThat(Crockford32.parse("0111ABCU", 8)).isEmpty();
    }
}
