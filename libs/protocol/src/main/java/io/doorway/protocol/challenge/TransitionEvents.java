package io.doorway.protocol.challenge;

import io.doorway.protocol.challenge.BrowserConfirmation.ConfirmationCode;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Cancelled;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Expired;
import io.doorway.protocol.challenge.Challenge.Rejected;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.event.ChallengeEvent.ChallengeApproved;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCancelled;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCreated;
import io.doorway.protocol.event.ChallengeEvent.ChallengeExpired;
import io.doorway.protocol.event.ChallengeEvent.ChallengeRejected;
import io.doorway.protocol.event.ChallengeEvent.ChallengeScanned;
import io.doorway.protocol.event.ChallengeEvent.ConfirmationCodeRejected;
import io.doorway.protocol.event.ChallengeEvent.ConfirmationTimeExtended;
import io.doorway.protocol.vocabulary.StateName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Creates the event of each transition from the state that it leads to. */
final class TransitionEvents {

    private TransitionEvents() {}

    static ChallengeCreated created(Created created) {
        LoginRequest request = created.loginRequest();
        return new ChallengeCreated(
                created.id(),
                created.version(),
                request.createdAt(),
                request.relyingParty().id(),
                request.relyingParty().name(),
                request.relyingParty().domain(),
                request.action().type(),
                request.action().publishedDetails(),
                request.claims(),
                request.acr(),
                request.browser().keyThumbprint(),
                request.browser().ip(),
                request.browser().location(),
                request.browser().userAgent(),
                request.browser().shared(),
                request.route(),
                request.checkPolicy(),
                request.backchannel() == null ? null : request.backchannel().account(),
                created.deadline(),
                request.traceparent());
    }

    static ChallengeScanned scanned(Scanned scanned, @Nullable String phoneIp) {
        return new ChallengeScanned(
                scanned.id(),
                scanned.version(),
                scanned.scan().at(),
                scanned.loginRequest().relyingParty().id(),
                scanned.scan().credential(),
                scanned.scan().account(),
                scanned.scan().assessment().knownBrowser(),
                scanned.scan().assessment().risk(),
                scanned.scan().assessment().browserCheck(),
                scanned.scan().assessment().passkey(),
                phoneIp,
                scanned.deadline(),
                scanned.loginRequest().traceparent());
    }

    static ChallengeApproved approved(Approved approved) {
        return new ChallengeApproved(
                approved.id(),
                approved.version(),
                approved.approval().at(),
                approved.loginRequest().relyingParty().id(),
                approved.loginRequest().action().type(),
                approved.loginRequest().action().publishedDetails(),
                approved.scan().credential(),
                approved.scan().account(),
                approved.approval().transcriptHash(),
                approved.approval().acr(),
                approved.approval().amr(),
                approved.scan().assessment().risk(),
                approved.check(),
                approved.deadline(),
                approved.loginRequest().traceparent());
    }

    static ConfirmationCodeRejected codeRejected(Approved approved, ConfirmationCode remaining, Instant at) {
        return new ConfirmationCodeRejected(
                approved.id(),
                approved.version(),
                at,
                approved.loginRequest().relyingParty().id(),
                approved.loginRequest().relyingParty().name(),
                approved.scan().credential(),
                approved.scan().account(),
                remaining.attemptsLeft(),
                approved.loginRequest().browser().ip(),
                approved.deadline(),
                approved.loginRequest().traceparent());
    }

    static ConfirmationTimeExtended extended(Approved approved, Instant at) {
        return new ConfirmationTimeExtended(
                approved.id(),
                approved.version(),
                at,
                approved.loginRequest().relyingParty().id(),
                approved.loginRequest().relyingParty().name(),
                approved.scan().credential(),
                approved.scan().account(),
                approved.loginRequest().browser().ip(),
                approved.deadline(),
                approved.loginRequest().traceparent());
    }

    static ChallengeRejected rejected(Rejected rejected) {
        return new ChallengeRejected(
                rejected.id(),
                rejected.version(),
                rejected.at(),
                rejected.loginRequest().relyingParty().id(),
                rejected.loginRequest().relyingParty().name(),
                rejected.loginRequest().action().type(),
                rejected.loginRequest().action().publishedDetails(),
                rejected.scan().credential(),
                rejected.scan().account(),
                rejected.reason(),
                rejected.loginRequest().traceparent());
    }

    static ChallengeConsumed consumed(Consumed consumed) {
        return new ChallengeConsumed(
                consumed.id(),
                consumed.version(),
                consumed.consumption().at(),
                consumed.loginRequest().relyingParty().id(),
                consumed.loginRequest().relyingParty().name(),
                consumed.loginRequest().relyingParty().domain(),
                consumed.loginRequest().action().type(),
                consumed.loginRequest().action().publishedDetails(),
                consumed.scan().credential(),
                consumed.scan().account(),
                consumed.approval().acr(),
                consumed.approval().amr(),
                consumed.consumption().check(),
                consumed.loginRequest().browser().keyThumbprint(),
                consumed.loginRequest().browser().ip(),
                consumed.loginRequest().browser().location(),
                consumed.loginRequest().browser().userAgent(),
                consumed.loginRequest().browser().shared(),
                consumed.loginRequest().traceparent());
    }

    static ChallengeCancelled cancelled(StateName before, Cancelled cancelled) {
        Scan claim = cancelled.claim();
        return new ChallengeCancelled(
                cancelled.id(),
                cancelled.version(),
                cancelled.at(),
                cancelled.loginRequest().relyingParty().id(),
                cancelled.loginRequest().relyingParty().name(),
                cancelled.loginRequest().action().type(),
                cancelled.loginRequest().action().publishedDetails(),
                before,
                cancelled.by(),
                claim == null ? null : claim.credential(),
                claim == null ? null : claim.account(),
                cancelled.loginRequest().traceparent());
    }

    static ChallengeExpired expired(StateName before, Expired expired) {
        Scan claim = expired.claim();
        return new ChallengeExpired(
                expired.id(),
                expired.version(),
                expired.at(),
                expired.loginRequest().relyingParty().id(),
                expired.loginRequest().relyingParty().name(),
                expired.loginRequest().action().type(),
                expired.loginRequest().action().publishedDetails(),
                before,
                claim == null ? null : claim.credential(),
                claim == null ? null : claim.account(),
                expired.loginRequest().traceparent());
    }
}
