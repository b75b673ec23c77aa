package io.doorway.protocol.challenge;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the scan settled about a login: what the person is warned of, and what it will take.
 *
 * @param knownBrowser whether this account has used the browser before
 * @param risk what the person is told to look at, in the order of {@link RiskSignal}
 * @param browserCheck what the browser will have to present: nothing, a typed code, or the nonce that the phone returns with
 * @param passkey whether the approval has to hold a passkey's assertion
 */
public record Judgement(boolean knownBrowser, List<RiskSignal> risk, Check browserCheck, boolean passkey) {

    public Judgement {
        risk = risk.stream().sorted().distinct().toList();
        if (browserCheck == Check.PASSKEY) {
            throw new IllegalArgumentException("a passkey is the phone's to present, not the browser's");
        }
    }

    /** The one check that the transcript names: what the phone will have to do. */
    public Check shown() {
        if (passkey) {
            return Check.PASSKEY;
        }
        return browserCheck == Check.TYPED_CODE ? Check.TYPED_CODE : Check.NONE;
    }

    /** The same, with signals that came later. What the person was shown is another matter: the transcript is of the scan. */
    Judgement noticing(Set<RiskSignal> late) {
        List<RiskSignal> all = Stream.concat(risk.stream(), late.stream()).toList();
        return new Judgement(knownBrowser, all, browserCheck, passkey);
    }
}
