package io.doorway.web.geography;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The networks of an address. */
class IpNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9/32, 203.0.113.0/24",
        "::ffff:203.0.113.9, 203.0.113.9/32, 203.0.113.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64, 2001:db8:1:0:0:0:0:0/48",
        "2001:DB8:1:2::, 2001:db8:1:2:0:0:0:0/64, 2001:db8:1:0:0:0:0:0/48",
        "nonsense, nonsense, nonsense"
    })
    void anAddressIsPartOfTwoNetworks(String ip, String connection, String network) {
        assertThat(IpNetwork.ADDRESS.of(ip)).isEqualTo(connection);
        assertThat(IpNetwork.NETWORK.of(ip)).isEqualTo(network);
    }
}
