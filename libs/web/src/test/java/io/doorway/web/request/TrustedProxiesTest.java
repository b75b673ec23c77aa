package io.doorway.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.web.config.CommonConfig;
import io.doorway.web.geography.IpNetwork;
import io.doorway.web.request.TrustedProxies.Source;
import io.netty.util.NetUtil;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final Path PAGE = Path.of("../../docs/proxies.md");
    private static final String REFUSED = "400";

    /**
     * A row of the table of {@code docs/proxies.md}.
     *
     * @param forwarded the values of the headers; several headers are separated by {@code " ⏎ "}
     * @param client the client's address, or 400
     */
    private record Rule(String setUp, String setting, String peer, String forwarded, String client) {

        static Rule of(String row) {
            List<String> cells = Arrays.stream(row.split("\\|"))
                    .map(cell -> cell.strip().replace("`", ""))
                    .toList();
            return new Rule(cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5));
        }
    }

    static Stream<Rule> theDocumentedRules() throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf("<!-- rules -->"), page.indexOf("<!-- end of rules -->"));
        return table.lines().filter(line -> line.startsWith("| ")).skip(1).map(Rule::of);
    }

    @Test
    void theTableHasTheProxiesThatThereAre() throws IOException {
        assertThat(theDocumentedRules().map(Rule::setUp).toList().toString())
                .contains("nginx", "HAProxy", "Envoy", "Traefik", "Google", "Amazon", "Azure", "CDN");
    }

    @ParameterizedTest
    @MethodSource("theDocumentedRules")
    void aDocumentedRuleIsTrue(Rule rule) {
        TrustedProxies proxies = new TrustedProxies(List.of(rule.setting().split(",")));
        List<String> headers = rule.forwarded().equals("none")
                ? List.of()
                : List.of(rule.forwarded().split(" ⏎ ", -1));

        Source source = proxies.source(
                IpNetwork.parse(rule.peer()).orElseThrow(),
                headers.stream()
                        .map(header -> header.equals("empty") ? "" : header)
                        .toList());

        assertThat(text(source)).isEqualTo(rule.client());
    }

    private static String text(Source source) {
        return switch (source) {
            case Source.Known known -> NetUtil.toAddressString(known.address());
            case Source.Unknown unknown -> REFUSED;
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "203.0.113.9,",
                ",203.0.113.9",
                "203.0.113.9,,203.0.113.10",
                ":80",
                "[]:80",
                "[2001:db8::1",
                "2001:db8::1]",
                "[203.0.113.9]",
                "203.0.113.9:",
                "203.0.113.9:http",
                "203.0.113.9:123456",
                "203.0.113",
                "203.0.113.256",
                "203.0.113.009",
                "010.0.0.1",
                "::ffff:010.0.0.1",
                "0x7f000001",
                "2130706433",
                "fe80::1%eth0",
                "2001:db8::1::2",
                "bank.example",
                "for=203.0.113.9",
                "\"203.0.113.9\"",
                "203.0.113.9 203.0.113.10",
                "_",
                "Unknown"
            })
    void aMalformedEntryIsRefusedWhereverItIs(String malformed) {
        TrustedProxies proxies = new TrustedProxies(List.of("127.0.0.1"));

        for (String header : List.of(malformed, malformed + ", 203.0.113.9", "203.0.113.9, " + malformed)) {
            assertThat(proxies.source(IpNetwork.parse("127.0.0.1").orElseThrow(), List.of(header)))
                    .as(header)
                    .isInstanceOf(Source.Unknown.class);
        }
    }

    @Test
    void theDefaultTrustsThisMachineOnlyAndTheFrameworkReadsNoHeader() throws IOException {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(CommonConfig.class)
                .withDefaultValue("doorway.issuer", "https://id.example.org")
                .withSources(new PropertiesConfigSource(
                        TrustedProxies.class.getResource("/META-INF/microprofile-config.properties")))
                .build();
        CommonConfig common = config.getConfigMapping(CommonConfig.class);

        assertThat(common.trustedProxies()).containsExactly("127.0.0.1", "::1");
        assertThatCode(() -> new TrustedProxies(common, config)).doesNotThrowAnyException();
    }

    @Test
    void theParserOfTheFrameworkStopsTheStart() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(CommonConfig.class)
                .withDefaultValue("doorway.issuer", "https://id.example.org")
                .withDefaultValue(TrustedProxies.FRAMEWORK_PROPERTY, "true")
                .build();

        assertThatThrownBy(() -> new TrustedProxies(config.getConfigMapping(CommonConfig.class), config))
                .hasMessageStartingWith(TrustedProxies.FRAMEWORK_PROPERTY)
                .hasMessageContaining("doorway.trusted-proxies");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "16",
                "192.0.2.1",
                "192.0.2.0/24",
                "192.0.2.1/32",
                "::1",
                "::1/128",
                "2001:db8::/32",
                "8000::/1"
            })
    void aNumberAddressesAndNetworksAreAccepted(String setting) {
        assertThatCode(() -> new TrustedProxies(List.of(setting))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example",
                "localhost",
                "192.0.2.1:8080",
                "[::1]:80",
                "[::1]",
                "/24",
                "x/24",
                "",
                "-1",
                "17",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/",
                "192.0.2.0/024",
                "192.0.2.1/24",
                "2001:db8::1/32",
                "2001:db8::/129",
                "0.0.0.0/0",
                "::/0",
                "10.0.0.010"
            })
    void anythingElseStopsTheStartAndIsNamed(String wrong) {
        assertThatThrownBy(() -> new TrustedProxies(List.of(wrong)))
                .hasMessageStartingWith("doorway.trusted-proxies: " + wrong + " (expected: ");
    }

    @Test
    void aNumberIsNotMixedWithAddresses() {
        assertThatThrownBy(() -> new TrustedProxies(List.of("1", "192.0.2.1")))
                .hasMessageStartingWith("doorway.trusted-proxies: 1 (expected: ");
    }
}
