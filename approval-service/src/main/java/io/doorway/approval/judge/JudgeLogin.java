package io.doorway.approval.judge;

import io.doorway.protocol.challenge.Acr;
import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.Judgement;
import io.doorway.protocol.challenge.RiskSignal;
import io.doorway.protocol.challenge.Route;
import io.doorway.protocol.challenge.Timing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a login will take, from what was asked and what was found. */
@ApplicationScoped
public class JudgeLogin {
    private final RiskPolicy policy;

    JudgeLogin(RiskPolicy policy) {
        this.policy = policy;
    }

    /** Empty if the operator refuses logins like this one. */
    public Optional<Judgement> judge(Asked asked, Findings found) {
        Set<Reaction> reactions = reactions(found.signals());
        if (reactions.contains(Reaction.REFUSE)) {
            return Optional.empty();
        }
        boolean passkey = Acr.needsPasskey(asked.acr()) || reactions.contains(Reaction.PASSKEY);
        return Optional.of(new Judgement(
                found.knownBrowser(), List.copyOf(found.signals()), browserCheck(asked, found, reactions), passkey));
    }

    /**
     * What the browser will have to present once something is known that was not at the scan; empty if the operator refuses such
     * logins, or wants a passkey for them, which the person was not asked for.
     */
    public Optional<Check> afterwards(Judgement settled, Set<RiskSignal> late) {
        Set<Reaction> reactions = reactions(late);
        if (reactions.contains(Reaction.REFUSE) || (reactions.contains(Reaction.PASSKEY) && !settled.passkey())) {
            return Optional.empty();
        }
        boolean raised = reactions.contains(Reaction.TYPED_CODE) && settled.browserCheck() == Check.NONE;
        return Optional.of(raised ? Check.TYPED_CODE : settled.browserCheck());
    }

    private static Check browserCheck(Asked asked, Findings found, Collection<Reaction> reactions) {
        if (asked.route() == Route.SAME_DEVICE) {
            return Check.RETURN;
        }
        boolean code = reactions.contains(Reaction.TYPED_CODE) || isSlow(asked.timing()) || policyAsks(asked, found);
        return code ? Check.TYPED_CODE : Check.NONE;
    }

    private static boolean policyAsks(Asked asked, Findings found) {
        return switch (asked.checkPolicy()) {
            case NEVER -> false;
            case UNKNOWN -> !found.knownBrowser();
            case ALWAYS -> true;
        };
    }

    /** More time for the person is more time for a relay, and is paid for with a code. */
    private static boolean isSlow(Timing timing) {
        Timing usual = Timing.DEFAULT;
        return timing.scanWithin().compareTo(usual.scanWithin()) > 0
                || timing.decideWithin().compareTo(usual.decideWithin()) > 0
                || timing.consumeWithin().compareTo(usual.consumeWithin()) > 0;
    }

    private Set<Reaction> reactions(Collection<RiskSignal> signals) {
        return signals.stream().map(policy::to).collect(Collectors.toSet());
    }
}
