package io.doorway.web.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.signature.NativeEs256;
import io.doorway.web.config.CommonConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.security.GeneralSecurityException;
import java.security.Security;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChooseEs256Test {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @AfterEach
    void remove() {
        NativeEs256.remove();
    }

    @Test
    void theNativeImplementationIsUsedWhereItLoads() {
        start(new SmallRyeConfigBuilder());

        assertThat(isNative()).isEqualTo(loads());
    }

    @Test
    void theJdkIsUsedIfConfigured() {
        start(new SmallRyeConfigBuilder());

        start(new SmallRyeConfigBuilder().withDefaultValue("doorway.crypto", "jdk"));

        assertThat(isNative()).isFalse();
    }

    private void start(SmallRyeConfigBuilder builder) {
        CommonConfig config = builder.withDefaultValue("doorway.issuer", "https://id.example.org")
                .withMapping(CommonConfig.class)
                .build()
                .getConfigMapping(CommonConfig.class);
        metrics.clear();
        new ChooseEs256(config, new LoadEs256(), metrics).onStart(new StartupEvent());
    }

    private boolean isNative() {
        boolean installed = Security.getProvider(NativeEs256.NAME) != null;
        assertThat(metrics.get("doorway.es256.native").gauge().value()).isEqualTo(installed ? 1 : 0);
        return installed;
    }

    private static boolean loads() {
        try {
            NativeEs256.load();
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
