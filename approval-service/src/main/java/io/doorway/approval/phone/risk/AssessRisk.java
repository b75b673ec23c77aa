package io.doorway.approval.phone.risk;

import io.doorway.approval.phone.risk.RiskPolicy.RiskAction;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.challenge.RiskAssessment;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.RiskSignal;
import io.doorway.protocol.vocabulary.Route;
import io.doorway.protocol.vocabulary.Timing;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides what a login requires, from its request and its risk signals. */
@Singleton
public class AssessRisk {
    private final RiskPolicy policy;

    AssessRisk(RiskPolicy policy) {
        this.policy = policy;
    }

    /** The assessment at the scan; empty if the operator refuses logins with such a signal. */
    public Optional<RiskAssessment> assess(LoginRequest request, RiskSignals signals) {
        Set<RiskAction> actions = actions(signals.signals());
        if (actions.contains(RiskAction.REFUSE)) {
            return Optional.empty();
        }
        boolean passkey = request.acr().needsPasskey() || actions.contains(RiskAction.PASSKEY);
        return Optional.of(new RiskAssessment(
                signals.knownBrowser(),
                List.copyOf(signals.signals()),
                browserCheck(request, signals, actions),
                passkey));
    }

    /**
     * The check of the browser when signals were added after the scan. It is never weaker than the assessment's.
     *
     * @return empty if the operator refuses logins with such a signal, or requires a passkey that the person was not asked for
     */
    public Optional<Check> reassess(RiskAssessment assessment, Set<RiskSignal> signalsSinceScan) {
        Set<RiskAction> actions = actions(signalsSinceScan);
        if (actions.contains(RiskAction.REFUSE) || (actions.contains(RiskAction.PASSKEY) && !assessment.passkey())) {
            return Optional.empty();
        }
        boolean raised = actions.contains(RiskAction.TYPED_CODE) && assessment.browserCheck() == Check.NONE;
        return Optional.of(raised ? Check.TYPED_CODE : assessment.browserCheck());
    }

    private static Check browserCheck(LoginRequest request, RiskSignals signals, Collection<RiskAction> actions) {
        if (request.route() == Route.SAME_DEVICE) {
            return Check.RETURN;
        }
        if (request.route() == Route.BACKCHANNEL) {
            return Check.NONE;
        }
        boolean code = actions.contains(RiskAction.TYPED_CODE)
                || signals.signals().contains(RiskSignal.OPENED_BY_LINK)
                || signals.signals().contains(RiskSignal.ENTERED_CODE)
                || isLongerThanDefault(request.timing())
                || policyRequiresCode(request, signals);
        return code ? Check.TYPED_CODE : Check.NONE;
    }

    private static boolean policyRequiresCode(LoginRequest request, RiskSignals signals) {
        return switch (request.checkPolicy()) {
            case NEVER -> false;
            case UNKNOWN -> !signals.knownBrowser();
            case ALWAYS -> true;
        };
    }

    /** More time for the person is also more time for an attacker who relays the QR code, so it requires a code. */
    private static boolean isLongerThanDefault(Timing timing) {
        Timing usual = Timing.DEFAULT;
        return timing.scanWithin().compareTo(usual.scanWithin()) > 0
                || timing.decideWithin().compareTo(usual.decideWithin()) > 0
                || timing.consumeWithin().compareTo(usual.consumeWithin()) > 0;
    }

    private Set<RiskAction> actions(Collection<RiskSignal> signals) {
        return signals.stream().map(policy::actionFor).collect(Collectors.toSet());
    }
}
