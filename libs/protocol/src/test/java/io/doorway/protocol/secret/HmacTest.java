package io.doorway.protocol.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.encoding.Base64Url;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class HmacTest {

    /** Test case 2 of RFC 4231 (section 4.3). */
    private static final Hmac JEFE = Hmac.withKey(ascii("Jefe"));

    private static final String TEXT = "what do ya want for nothing?";
    private static final byte[] MAC =
            HexFormat.of().parseHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");

    @Test
    void theMacIsThatOfTheStandard() {
        assertThat(JEFE.of(ascii(TEXT))).isEqualTo(MAC).hasSize(Hmac.BYTES);
        assertThat(Hmac.withKey(SecretBytes.of(ascii("Jefe"))).of(ascii(TEXT))).isEqualTo(MAC);
        assertThat(JEFE.text(TEXT)).isEqualTo(Base64Url.encode(MAC));
    }

    @Test
    void partsAreHashedOneAfterAnother() {
        assertThat(JEFE.of(ascii("what do ya want "), ascii("for nothing?"))).isEqualTo(MAC);
    }

    @Test
    void aPurposeHasAKeyOfItsOwn() {
        assertThat(JEFE.forPurpose(TEXT).text("x"))
                .isEqualTo(Hmac.withKey(MAC).text("x"))
                .isNotEqualTo(JEFE.forPurpose("another").text("x"));
    }

    @Test
    void threadsShareAnInstance() {
        List<byte[]> macs = ConcurrentCalls.run(1000, call -> JEFE.of(ascii(TEXT)));

        assertThat(macs).allSatisfy(mac -> assertThat(mac).isEqualTo(MAC));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
