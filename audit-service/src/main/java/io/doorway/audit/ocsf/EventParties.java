package io.doorway.audit.ocsf;

import io.doorway.protocol.event.AdministrationEvent;
import io.doorway.protocol.event.AdministrationEvent.AccountClaimsReplaced;
import io.doorway.protocol.event.AdministrationEvent.AccountCreated;
import io.doorway.protocol.event.AdministrationEvent.AccountResumed;
import io.doorway.protocol.event.AdministrationEvent.AccountSessionsEnded;
import io.doorway.protocol.event.AdministrationEvent.AccountSuspended;
import io.doorway.protocol.event.AdministrationEvent.InvitationCreated;
import io.doorway.protocol.event.AdministrationEvent.InvitationExpired;
import io.doorway.protocol.event.AdministrationEvent.InvitationRevoked;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.BrowserEvent.BrowserForgotten;
import io.doorway.protocol.event.BrowserEvent.BrowserRemembered;
import io.doorway.protocol.event.ChallengeEvent.ChallengeApproved;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCancelled;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCreated;
import io.doorway.protocol.event.ChallengeEvent.ChallengeExpired;
import io.doorway.protocol.event.ChallengeEvent.ChallengeRejected;
import io.doorway.protocol.event.ChallengeEvent.ChallengeScanned;
import io.doorway.protocol.event.ChallengeEvent.ConfirmationCodeRejected;
import io.doorway.protocol.event.ChallengeEvent.ConfirmationTimeExtended;
import io.doorway.protocol.event.ClientRegistrationChanged;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.RefusalsSuppressed;
import io.doorway.protocol.event.SessionEvent.CodeReplayed;
import io.doorway.protocol.event.SessionEvent.LoginDisowned;
import io.doorway.protocol.event.SessionEvent.SessionContinued;
import io.doorway.protocol.event.SessionEvent.SessionEndRequested;
import io.doorway.protocol.event.SessionEvent.SessionEnded;
import io.doorway.protocol.event.SessionEvent.SessionStarted;
import io.doorway.protocol.event.SessionEvent.TokensIssued;
import io.doorway.protocol.event.SessionEvent.TokensRefreshed;
import io.doorway.protocol.event.SessionEvent.TokensRevoked;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.CredentialId;
import org.jspecify.annotations.Nullable;

/**
 * The parties of an event, as far as they are known.
 *
 * @param challenge the challenge of the login
 * @param client the relying party's {@code client_id}
 * @param account the account that logs in or that owns the device
 * @param credential the device credential that acted or that was managed
 * @param ip the address of the actor: browser, phone or relying party
 */
record EventParties(
        @Nullable ChallengeId challenge,
        @Nullable ClientId client,
        @Nullable AccountId account,
        @Nullable CredentialId credential,
        @Nullable String ip) {

    static EventParties of(Event event) {
        return switch (event) {
            case ChallengeCreated e -> new EventParties(e.challengeId(), e.client(), e.account(), null, e.browserIp());
            case ChallengeScanned e ->
                new EventParties(e.challengeId(), e.client(), e.account(), e.credential(), e.phoneIp());
            case ChallengeApproved e ->
                new EventParties(e.challengeId(), e.client(), e.account(), e.credential(), null);
            case ChallengeRejected e ->
                new EventParties(e.challengeId(), e.client(), e.account(), e.credential(), null);
            case ChallengeConsumed e ->
                new EventParties(e.challengeId(), e.client(), e.account(), e.credential(), e.browserIp());
            case ConfirmationCodeRejected e ->
                new EventParties(e.challengeId(), e.client(), e.account(), e.credential(), e.browserIp());
            case ConfirmationTimeExtended e ->
                new EventParties(e.challengeId(), e.client(), e.account(), e.credential(), e.browserIp());
            case ChallengeCancelled e ->
                new EventParties(e.challengeId(), e.client(), e.account(), e.credential(), null);
            case ChallengeExpired e -> new EventParties(e.challengeId(), e.client(), e.account(), e.credential(), null);
            case AttemptRefused e ->
                new EventParties(e.challengeId(), e.client(), e.account(), e.credential(), e.source());
            case RefusalsSuppressed e -> new EventParties(null, null, null, null, null);
            case TokensIssued e -> new EventParties(e.challengeId(), e.client(), e.account(), null, e.source());
            case TokensRefreshed e -> new EventParties(e.challengeId(), e.client(), e.account(), null, e.source());
            case TokensRevoked e -> new EventParties(e.challengeId(), e.client(), e.account(), null, e.source());
            case CodeReplayed e -> new EventParties(e.challengeId(), e.client(), e.account(), null, e.source());
            case LoginDisowned e ->
                new EventParties(e.challengeId(), e.client(), e.account(), e.credential(), e.source());
            case SessionStarted e -> new EventParties(e.challengeId(), e.client(), e.account(), e.credential(), null);
            case SessionContinued e -> new EventParties(e.challengeId(), e.client(), e.account(), null, null);
            case SessionEndRequested e -> new EventParties(null, e.client(), e.account(), e.credential(), e.source());
            case SessionEnded e -> new EventParties(null, e.client(), e.account(), null, null);
            case BrowserRemembered e -> new EventParties(e.challengeId(), null, e.account(), null, null);
            case BrowserForgotten e -> new EventParties(null, null, e.account(), e.credential(), null);
            case DeviceEvent e -> new EventParties(null, null, e.account(), e.credential(), null);
            case AccountCreated e -> administration(e, e.source());
            case AccountClaimsReplaced e -> administration(e, e.source());
            case AccountSuspended e -> administration(e, e.source());
            case AccountResumed e -> administration(e, e.source());
            case AccountSessionsEnded e -> administration(e, e.source());
            case InvitationCreated e -> administration(e, e.source());
            case InvitationRevoked e -> administration(e, e.source());
            case InvitationExpired e -> administration(e, null);
            case ClientRegistrationChanged e -> new EventParties(null, e.client(), null, null, null);
        };
    }

    private static EventParties administration(AdministrationEvent event, @Nullable String ip) {
        return new EventParties(null, null, event.account(), null, ip);
    }
}
