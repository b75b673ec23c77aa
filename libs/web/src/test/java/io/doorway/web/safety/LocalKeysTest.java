package io.doorway.web.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.encoding.Base64Url;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LocalKeysTest {

    @Test
    void aKeyOfTheLocalPlatformIsRecognized() {
        byte[] key = Arrays.copyOf(LocalKeys.MARKER.getBytes(StandardCharsets.US_ASCII), 32);
        key[31] = 7;

        assertThat(LocalKeys.isLocal(Base64Url.encode(key))).isTrue();
        assertThat(LocalKeys.isLocal("{\"doorway-local\":true,\"keys\":[]}")).isTrue();
    }

    @Test
    void anotherKeyIsNotRecognized() {
        assertThat(LocalKeys.isLocal(Base64Url.encode(new byte[32]))).isFalse();
        assertThat(LocalKeys.isLocal("{\"keys\":[]}")).isFalse();
    }
}
