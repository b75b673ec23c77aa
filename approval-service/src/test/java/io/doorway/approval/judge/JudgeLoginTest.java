package io.doorway.approval.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.protocol.challenge.Acr;
import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Browser;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.Judgement;
import io.doorway.protocol.challenge.RelyingParty;
import io.doorway.protocol.challenge.RiskSignal;
import io.doorway.protocol.challenge.Route;
import io.doorway.protocol.challenge.Timing;
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

/** The rules by which signals and policies become what a login takes. */
class JudgeLoginTest {
    private static final Findings KNOWN = new Findings(true, Set.of());

    @Test
    void byDefaultSignalsThatHonestLoginsRarelyHaveCostACode() {
        RiskPolicy policy = policy(Map.of());
        Map<RiskSignal, Reaction> reactions = new EnumMap<>(RiskSignal.class);
        for (RiskSignal signal : RiskSignal.values()) {
            reactions.put(signal, policy.to(signal));
        }

        assertThat(reactions)
                .isEqualTo(Map.of(
                        RiskSignal.NEW_BROWSER, Reaction.SHOW,
                        RiskSignal.ADDRESS_MISMATCH, Reaction.SHOW,
                        RiskSignal.COUNTRY_MISMATCH, Reaction.TYPED_CODE,
                        RiskSignal.NETWORK_MISMATCH, Reaction.SHOW,
                        RiskSignal.TIME_ZONE_MISMATCH, Reaction.TYPED_CODE,
                        RiskSignal.HOSTING_PROVIDER, Reaction.TYPED_CODE,
                        RiskSignal.BUSY_SOURCE, Reaction.TYPED_CODE,
                        RiskSignal.SLOW_SCAN, Reaction.SHOW,
                        RiskSignal.SECOND_DEVICE, Reaction.TYPED_CODE));
    }

    @ParameterizedTest
    @EnumSource(RiskSignal.class)
    void everySignalDoesWhatItsPropertySays(RiskSignal signal) {
        Findings found = KNOWN.with(signal);

        assertThat(with(signal, "show").judge(asked(), found))
                .contains(new Judgement(true, List.of(signal), Check.NONE, false));
        assertThat(with(signal, "typed-code").judge(asked(), found))
                .contains(new Judgement(true, List.of(signal), Check.TYPED_CODE, false));
        assertThat(with(signal, "passkey").judge(asked(), found))
                .contains(new Judgement(true, List.of(signal), Check.NONE, true));
        assertThat(with(signal, "refuse").judge(asked(), found)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(RiskSignal.class)
    void aSignalThatIsNotThereCostsNothing(RiskSignal signal) {
        assertThat(with(signal, "refuse").judge(asked(), KNOWN))
                .contains(new Judgement(true, List.of(), Check.NONE, false));
    }

    @Test
    void aLateSignalRaisesWhatWasSettledAndNeverLowersIt() {
        Judgement nothing = new Judgement(true, List.of(), Check.NONE, false);
        Judgement code = new Judgement(true, List.of(), Check.TYPED_CODE, false);
        Judgement wayBack = new Judgement(true, List.of(), Check.RETURN, false);
        Judgement passkey = new Judgement(true, List.of(), Check.NONE, true);

        JudgeLogin codes = with(RiskSignal.SECOND_DEVICE, "typed-code");
        assertThat(codes.afterwards(nothing, late())).contains(Check.TYPED_CODE);
        assertThat(codes.afterwards(wayBack, late())).contains(Check.RETURN);
        assertThat(codes.afterwards(nothing, Set.of())).contains(Check.NONE);
        JudgeLogin shows = with(RiskSignal.SECOND_DEVICE, "show");
        assertThat(shows.afterwards(nothing, late())).contains(Check.NONE);
        assertThat(shows.afterwards(code, late())).contains(Check.TYPED_CODE);
        JudgeLogin passkeys = with(RiskSignal.SECOND_DEVICE, "passkey");
        assertThat(passkeys.afterwards(nothing, late())).isEmpty();
        assertThat(passkeys.afterwards(passkey, late())).contains(Check.NONE);
        assertThat(with(RiskSignal.SECOND_DEVICE, "refuse").afterwards(code, late()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"allow", "", "typed_codes", "true"})
    void aReactionThatIsNoneStopsTheStartAndNamesTheProperty(String value) {
        assertThatThrownBy(() -> policy(Map.of("doorway.risk.country-mismatch", value)))
                .hasMessageContaining("doorway.risk.country-mismatch");
    }

    @Test
    void aSignalThatIsNoneStopsTheStartAndIsNamed() {
        assertThatThrownBy(() -> policy(Map.of("doorway.risk.country-mismatsch", "refuse")))
                .hasMessageContaining("doorway.risk.country-mismatsch");
    }

    private static Set<RiskSignal> late() {
        return Set.of(RiskSignal.SECOND_DEVICE);
    }

    private static JudgeLogin with(RiskSignal signal, String reaction) {
        String property = "doorway.risk." + signal.wireName().replace('_', '-');
        return new JudgeLogin(policy(Map.of(property, reaction)));
    }

    private static RiskPolicy policy(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(RiskPolicy.class)
                .withDefaultValues(properties)
                .build()
                .getConfigMapping(RiskPolicy.class);
    }

    private static Asked asked() {
        return new Asked(
                "request-1",
                new RelyingParty("bank", "Demo Bank", "bank.example.org"),
                new Action("login", null),
                List.of(),
                Acr.QR,
                CheckPolicy.UNKNOWN,
                new Browser("cookie-hash", "key", "203.0.113.7", null, "Firefox on Linux", null, false),
                Route.CROSS_DEVICE,
                Timing.DEFAULT,
                Instant.EPOCH,
                null);
    }
}
