package io.doorway.session.provider.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policy of {@code deploy/kubernetes} denies the addresses that the service refuses to connect to, and no others. */
class OutgoingNetworkPolicyTest {

    private static final Path POLICIES = Path.of("../deploy/kubernetes/base/network-policies.yaml");
    private static final String POLICY = "session-service-to-relying-parties";

    /** One network of each kind that the service refuses. */
    private static final List<String> REFUSED = List.of(
            "0.1.2.3",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.168.1.1",
            "224.0.0.1",
            "::",
            "::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1");

    static List<String> deniedNetworks() throws IOException {
        JsonNode to = policy().at("/spec/egress/0/to");
        return elements(to)
                .flatMap(peer -> elements(peer.at("/ipBlock/except")))
                .map(JsonNode::asText)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("deniedNetworks")
    void theServiceRefusesWhatThePolicyDenies(String network) throws IOException {
        assertThat(OutgoingAddresses.isPublic(first(network))).isFalse();
        assertThat(OutgoingAddresses.isPublic(last(network))).isFalse();
    }

    @Test
    void thePolicyDeniesWhatTheServiceRefuses() throws IOException {
        List<String> denied = deniedNetworks();

        assertThat(REFUSED).allSatisfy(address -> {
            assertThat(OutgoingAddresses.isPublic(InetAddress.getByName(address)))
                    .isFalse();
            assertThat(denied).anyMatch(network -> contains(network, address));
        });
    }

    @Test
    void everyOtherAddressIsReachableAtThePortOfHttps() throws IOException {
        assertThat(elements(policy().at("/spec/egress/0/to"))
                        .map(peer -> peer.at("/ipBlock/cidr").asText()))
                .containsExactly("0.0.0.0/0", "::/0");
        assertThat(elements(policy().at("/spec/egress/0/ports"))
                        .map(port -> port.path("port").asInt()))
                .containsExactly(443);
    }

    private static JsonNode policy() throws IOException {
        try (var documents = new ObjectMapper(new YAMLFactory())
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(Files.readString(POLICIES))) {
            return documents.readAll().stream()
                    .filter(document -> document.at("/metadata/name").asText().equals(POLICY))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static boolean contains(String network, String address) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            byte[] first = first(network).getAddress();
            BigInteger value = new BigInteger(1, bytes);
            return bytes.length == first.length
                    && value.compareTo(new BigInteger(1, first)) >= 0
                    && value.compareTo(new BigInteger(1, last(network).getAddress())) <= 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static InetAddress first(String network) throws IOException {
        return InetAddress.getByName(network.substring(0, network.indexOf('/')));
    }

    private static InetAddress last(String network) throws IOException {
        byte[] bytes = first(network).getAddress();
        for (int bit = Integer.parseInt(network.substring(network.indexOf('/') + 1)); bit < bytes.length * 8; bit++) {
            bytes[bit / 8] |= (byte) (0x80 >> (bit % 8));
        }
        return InetAddress.getByAddress(bytes);
    }
}
