package io.doorway.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    /** Neither has started a server. */
    @Test
    void anotherProcessChoosesOthers(@TempDir Path directory) throws IOException {
        Path chosen = directory.resolve("chosen");
        ChildProcess other =
                new ChildProcess(TestProgram.of(ChoosesPorts.class, chosen), Map.of(), directory.resolve("log"));
        Set<String> own = IntStream.range(0, 500)
                .map(i -> Ports.free())
                .mapToObj(Integer::toString)
                .collect(Collectors.toSet());

        other.start();
        await().until(() -> !other.running());

        assertThat(Files.readAllLines(chosen)).hasSize(50).doesNotContainAnyElementsOf(own);
    }

    /** Writes fifty ports. */
    static final class ChoosesPorts {
        public static void main(String[] arguments) throws IOException {
            Files.write(
                    Path.of(arguments[0]),
                    IntStream.range(0, 50)
                            .map(i -> Ports.free())
                            .mapToObj(Integer::toString)
                            .toList());
        }
    }
}
