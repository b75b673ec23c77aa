package io.doorway.web.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesTest {

    @ParameterizedTest
    @ValueSource(strings = {"prod", "production", "eks", "staging", "prod-eu", "PROD", "Local", "locals", "dev2", ""})
    void everyNameThatIsNotKnownToBeHarmlessIsProduction(String profile) {
        assertThat(Profiles.isProduction(List.of(profile))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "test", "local"})
    void threeProfilesAreHarmless(String profile) {
        assertThat(Profiles.isProduction(List.of(profile))).isFalse();
    }

    @Test
    void ofSeveralProfilesOneThatIsNotHarmlessIsEnough() {
        assertThat(Profiles.isProduction(List.of("prod", "local"))).isTrue();
        assertThat(Profiles.isProduction(List.of("local", "eks"))).isTrue();
        assertThat(Profiles.isProduction(List.of("local", "dev"))).isFalse();
    }

    @Test
    void noProfileIsProduction() {
        assertThat(Profiles.isProduction(List.of())).isTrue();
    }
}
