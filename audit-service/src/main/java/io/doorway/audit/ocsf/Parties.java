package io.doorway.audit.ocsf;

import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.BrowserForgotten;
import io.doorway.protocol.event.BrowserRemembered;
import io.doorway.protocol.event.ChallengeApproved;
import io.doorway.protocol.event.ChallengeCancelled;
import io.doorway.protocol.event.ChallengeCodeMistyped;
import io.doorway.protocol.event.ChallengeConsumed;
import io.doorway.protocol.event.ChallengeCreated;
import io.doorway.protocol.event.ChallengeExpired;
import io.doorway.protocol.event.ChallengeRejected;
import io.doorway.protocol.event.ChallengeScanned;
import io.doorway.protocol.event.CodeReplayed;
import io.doorway.protocol.event.DeviceEvent;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.LoginDisowned;
import io.doorway.protocol.event.TokensIssued;
import org.jspecify.annotations.Nullable;

/**
 * Who took part in an event, as far as it is known.
 *
 * @param challenge the login that it belongs to
 * @param client the relying party's {@code client_id}
 * @param account whose login or device it is
 * @param credential the device credential that acted or was managed
 * @param ip where the acting party was: the browser, the phone or the relying party
 */
record Parties(
        @Nullable String challenge,
        @Nullable String client,
        @Nullable String account,
        @Nullable String credential,
        @Nullable String ip) {

    static Parties of(Event event) {
        return switch (event) {
            case ChallengeCreated e -> new Parties(e.challengeId().value(), e.client(), null, null, e.browserIp());
            case ChallengeScanned e ->
                new Parties(e.challengeId().value(), e.client(), e.account(), e.credential(), e.phoneIp());
            case ChallengeApproved e ->
                new Parties(e.challengeId().value(), e.client(), e.account(), e.credential(), null);
            case ChallengeRejected e ->
                new Parties(e.challengeId().value(), e.client(), e.account(), e.credential(), null);
            case ChallengeConsumed e ->
                new Parties(e.challengeId().value(), e.client(), e.account(), e.credential(), e.browserIp());
            case ChallengeCodeMistyped e ->
                new Parties(e.challengeId().value(), e.client(), e.account(), e.credential(), e.browserIp());
            case ChallengeCancelled e ->
                new Parties(e.challengeId().value(), e.client(), e.account(), e.credential(), null);
            case ChallengeExpired e ->
                new Parties(e.challengeId().value(), e.client(), e.account(), e.credential(), null);
            case AttemptRefused e -> new Parties(e.challengeId(), e.client(), e.account(), e.credential(), e.source());
            case TokensIssued e -> new Parties(e.challengeId(), e.client(), e.account(), null, e.source());
            case CodeReplayed e -> new Parties(e.challengeId(), e.client(), e.account(), null, e.source());
            case LoginDisowned e -> new Parties(e.challengeId(), e.client(), e.account(), e.credential(), e.source());
            case BrowserRemembered e -> new Parties(e.challengeId(), null, e.account(), null, null);
            case BrowserForgotten e -> new Parties(null, null, e.account(), e.credential(), null);
            case DeviceEvent e -> new Parties(null, null, e.account(), e.credential(), null);
        };
    }
}
