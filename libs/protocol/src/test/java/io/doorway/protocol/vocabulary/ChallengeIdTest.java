package io.doorway.protocol.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeIdTest {

    @Test
    void anIdHas128RandomBits() {
        SecureRandom random = new SecureRandom();
        byte[] union = new byte[ChallengeId.BYTES];

        for (int i = 0; i < 100; i++) {
            byte[] bytes = ChallengeId.random(random).bytes();
            assertThat(bytes).hasSize(16);
            IntStream.range(0, bytes.length).forEach(b -> union[b] |= bytes[b]);
        }

        assertThat(union).containsOnly(0xff);
    }

    @Property
    void anIdHasOneTextForItsBytes(@ForAll @Size(16) byte[] bytes) {
        ChallengeId id = ChallengeId.of(bytes);

        assertThat(id.value()).hasSize(22);
        assertThat(ChallengeId.parse(id.value())).contains(id);
        assertThat(id.bytes()).isEqualTo(bytes);
        assertThat(id.bucket()).isBetween(0, ChallengeId.BUCKETS - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAECAwQFBgcICQoLDA0OD",
                "AAECAwQFBgcICQoLDA0ODwA",
                "AAECAwQFBgcICQoLDA0ODw==",
                "AAECAwQFBgcICQoLDA0ODx",
                "AAECAwQFBgcICQoLDA0OD+",
                "AAECAwQFBgcICQoLDA0O w"
            })
    void otherTextIsNoId(String text) {
        assertThat(ChallengeId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new ChallengeId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idsAreDistributedOverAllBuckets() {
        SecureRandom random = new SecureRandom();

        assertThat(IntStream.range(0, 5000)
                        .map(i -> ChallengeId.random(random).bucket())
                        .distinct())
                .hasSize(ChallengeId.BUCKETS);
    }
}
