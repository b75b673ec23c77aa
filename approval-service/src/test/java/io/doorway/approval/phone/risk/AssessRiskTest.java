package io.doorway.approval.phone.risk;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.approval.phone.risk.RiskPolicy.RiskAction;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.challenge.RiskAssessment;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.RiskSignal;
import io.doorway.testkit.login.LoginRequestBuilder;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a login requires by its risk signals and policies. */
class AssessRiskTest {
    private static final LoginRequest REQUEST = LoginRequestBuilder.DEFAULT
            .checkPolicy(CheckPolicy.UNKNOWN)
            .browserIp("203.0.113.7")
            .createdAt(Instant.EPOCH);
    private static final RiskSignals KNOWN = new RiskSignals(true, Set.of());

    @Test
    void theDefaultActionOfEverySignal() {
        RiskPolicy policy = policy(Map.of());
        Map<RiskSignal, RiskAction> reactions = new EnumMap<>(RiskSignal.class);
        for (RiskSignal signal : RiskSignal.values()) {
            reactions.put(signal, policy.actionFor(signal));
        }

        assertThat(reactions)
                .isEqualTo(Map.ofEntries(
                        entry(RiskSignal.NEW_BROWSER, RiskAction.SHOW),
                        entry(RiskSignal.ADDRESS_MISMATCH, RiskAction.SHOW),
                        entry(RiskSignal.COUNTRY_MISMATCH, RiskAction.TYPED_CODE),
                        entry(RiskSignal.NETWORK_MISMATCH, RiskAction.SHOW),
                        entry(RiskSignal.TIME_ZONE_MISMATCH, RiskAction.TYPED_CODE),
                        entry(RiskSignal.HOSTING_PROVIDER, RiskAction.TYPED_CODE),
                        entry(RiskSignal.BUSY_SOURCE, RiskAction.TYPED_CODE),
                        entry(RiskSignal.SLOW_SCAN, RiskAction.SHOW),
                        entry(RiskSignal.OPENED_BY_LINK, RiskAction.TYPED_CODE),
                        entry(RiskSignal.SECOND_DEVICE, RiskAction.TYPED_CODE),
                        entry(RiskSignal.ENTERED_CODE, RiskAction.TYPED_CODE)));
    }

    @ParameterizedTest
    @EnumSource(RiskSignal.class)
    void everySignalHasTheActionOfItsProperty(RiskSignal signal) {
        RiskSignals found = KNOWN.with(signal);
        boolean unscanned = signal == RiskSignal.OPENED_BY_LINK || signal == RiskSignal.ENTERED_CODE;
        Check least = unscanned ? Check.TYPED_CODE : Check.NONE;

        assertThat(with(signal, "show").assess(REQUEST, found))
                .contains(new RiskAssessment(true, List.of(signal), least, false));
        assertThat(with(signal, "typed-code").assess(REQUEST, found))
                .contains(new RiskAssessment(true, List.of(signal), Check.TYPED_CODE, false));
        assertThat(with(signal, "passkey").assess(REQUEST, found))
                .contains(new RiskAssessment(true, List.of(signal), least, true));
        assertThat(with(signal, "refuse").assess(REQUEST, found)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(RiskSignal.class)
    void anAbsentSignalHasNoEffect(RiskSignal signal) {
        assertThat(with(signal, "refuse").assess(REQUEST, KNOWN))
                .contains(new RiskAssessment(true, List.of(), Check.NONE, false));
    }

    @Test
    void aLaterSignalRaisesTheCheckAndNeverLowersIt() {
        RiskAssessment nothing = new RiskAssessment(true, List.of(), Check.NONE, false);
        RiskAssessment code = new RiskAssessment(true, List.of(), Check.TYPED_CODE, false);
        RiskAssessment wayBack = new RiskAssessment(true, List.of(), Check.RETURN, false);
        RiskAssessment passkey = new RiskAssessment(true, List.of(), Check.NONE, true);

        AssessRisk codes = with(RiskSignal.SECOND_DEVICE, "typed-code");
        assertThat(codes.reassess(nothing, late())).contains(Check.TYPED_CODE);
        assertThat(codes.reassess(wayBack, late())).contains(Check.RETURN);
        assertThat(codes.reassess(nothing, Set.of())).contains(Check.NONE);
        AssessRisk shows = with(RiskSignal.SECOND_DEVICE, "show");
        assertThat(shows.reassess(nothing, late())).contains(Check.NONE);
        assertThat(shows.reassess(code, late())).contains(Check.TYPED_CODE);
        AssessRisk passkeys = with(RiskSignal.SECOND_DEVICE, "passkey");
        assertThat(passkeys.reassess(nothing, late())).isEmpty();
        assertThat(passkeys.reassess(passkey, late())).contains(Check.NONE);
        assertThat(with(RiskSignal.SECOND_DEVICE, "refuse").reassess(code, late()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"allow", "", "typed_codes", "true"})
    void anUnknownActionStopsTheStartAndNamesTheProperty(String value) {
        assertThatThrownBy(() -> policy(Map.of("doorway.risk.country-mismatch", value)))
                .hasMessageContaining("doorway.risk.country-mismatch");
    }

    @Test
    void anUnknownPropertyStopsTheStartAndIsNamed() {
        assertThatThrownBy(() -> policy(Map.of("doorway.risk.country-mismatsch", "refuse")))
                .hasMessageContaining("doorway.risk.country-mismatsch");
    }

    private static Set<RiskSignal> late() {
        return Set.of(RiskSignal.SECOND_DEVICE);
    }

    private static AssessRisk with(RiskSignal signal, String reaction) {
        String property = "doorway.risk." + signal.wireName().replace('_', '-');
        return new AssessRisk(policy(Map.of(property, reaction)));
    }

    private static RiskPolicy policy(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(RiskPolicy.class)
                .withDefaultValues(properties)
                .build()
                .getConfigMapping(RiskPolicy.class);
    }
}
