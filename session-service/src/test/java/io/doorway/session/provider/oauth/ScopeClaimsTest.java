package io.doorway.session.provider.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeClaimsTest {

    @Test
    void profileReleasesWhatTheOperatorChose() {
        ScopeClaims claims = new ScopeClaims(Set.of("name", "birthdate"));

        assertThat(claims.of(List.of("openid", "profile", "email")))
                .containsExactly("birthdate", "email", "email_verified", "name");
    }

    @Test
    void aClaimOfAnotherScopeIsRefused() {
        assertThatThrownBy(() -> new ScopeClaims(Set.of("name", "address")))
                .hasMessageStartingWith("doorway.profile-claims: expected only");
    }
}
