package io.doorway.edge.place;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses count as one. */
class IpNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9/32, 203.0.113.0/24",
        "::ffff:203.0.113.9, 203.0.113.9/32, 203.0.113.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64, 2001:db8:1:0:0:0:0:0/48",
        "2001:DB8:1:2::, 2001:db8:1:2:0:0:0:0/64, 2001:db8:1:0:0:0:0:0/48",
        "nonsense, nonsense, nonsense"
    })
    void anAddressIsOnALineAndInANeighbourhood(String ip, String line, String neighbourhood) {
        assertThat(IpNetwork.LINE.of(ip)).isEqualTo(line);
        assertThat(IpNetwork.NEIGHBOURHOOD.of(ip)).isEqualTo(neighbourhood);
    }
}
