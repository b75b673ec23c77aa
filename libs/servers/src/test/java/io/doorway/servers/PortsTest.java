package io.doorway.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

    /** A server starts seconds after its port was chosen, and must not find an outgoing connection of another program there. */
    @Test
    void aChosenPortIsNoneOfThoseOfOutgoingConnections() throws IOException {
        try (ServerSocket assigned = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(IntStream.range(0, 200).map(i -> Ports.free())).allSatisfy(port -> {
                assertThat(port).isBetween(1024, 32_767);
                assertThat(Ports.isFree(port)).isTrue();
            });
            assertThat(Ports.isFree(assigned.getLocalPort())).isFalse();
        }
    }

    @Test
    void noPortIsChosenTwice() {
        assertThat(IntStream.range(0, 500).map(i -> Ports.free())).doesNotHaveDuplicates();
    }
}
