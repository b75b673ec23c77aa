package io.doorway.session.provider.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "192.168.1.1",
                "224.0.0.1",
                "::1",
                "::",
                "::ffff:10.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                // IPv4 addresses inside of IPv6: IPv4-compatible, NAT64 (RFC 6052, RFC 8215), 6to4, Teredo.
                "::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::10.0.0.1",
                "2002:7f00:1::",
                "2001::7f00:1",
                "fec0::1",
                // Reserved (RFC 6890).
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "240.0.0.1",
                "255.255.255.255",
                "2001:db8::1",
                "100::1",
                "3fff::1",
                "5f00::1"
            })
    void addressesOfThisMachineAndOfPrivateNetworksAreNotPublic(String address) throws UnknownHostException {
        assertThat(OutgoingAddresses.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "198.17.0.1",
                "198.20.0.1",
                "2606:4700::1111",
                "2001:4860:4860::8888",
                "2a00:1450::1"
            })
    void othersAre(String address) throws UnknownHostException {
        assertThat(OutgoingAddresses.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void aNameOfThisMachineIsRefusedUnlessItIsConfigured() {
        assertThatThrownBy(() -> new OutgoingAddresses(() -> false)
                        .resolve("localhost")
                        .await()
                        .indefinitely())
                .hasMessageContaining("localhost has an address that is not public");
        assertThat(new OutgoingAddresses(() -> true)
                        .resolve("localhost")
                        .await()
                        .indefinitely())
                .satisfies(address -> assertThat(address.isLoopbackAddress()).isTrue());
    }
}
