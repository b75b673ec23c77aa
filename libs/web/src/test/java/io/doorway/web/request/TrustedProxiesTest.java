package io.doorway.web.request;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.web.config.CommonConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @Test
    void theDefaultProxiesNeedNoDns() throws IOException {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(CommonConfig.class)
                .withDefaultValue("doorway.issuer", "https://id.example.org")
                .withSources(new PropertiesConfigSource(
                        TrustedProxies.class.getResource("/META-INF/microprofile-config.properties")))
                .build();

        List<String> proxies = config.getValues(TrustedProxies.PROPERTY, String.class);

        assertThatCode(() -> new TrustedProxies(proxies)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "192.0.2.0/24", "::1/128", "2001:db8::/32"})
    void addressesAndNetworksAreAccepted(String proxy) {
        assertThatCode(() -> new TrustedProxies(List.of(proxy))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "localhost", "::1", "192.0.2.1:8080", "[::1]:80", "/24", "x/24", ""})
    void aProxyThatQuarkusWouldResolveWithDnsStopsTheStart(String proxy) {
        assertThatThrownBy(() -> new TrustedProxies(List.of(proxy)))
                .hasMessageStartingWith("doorway.trusted-proxies: " + proxy + " (expected: ");
    }
}
