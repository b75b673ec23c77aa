package io.doorway.protocol.record;

import io.doorway.protocol.event.AdministrationEvent;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.BrowserEvent;
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
import io.doorway.protocol.vocabulary.Route;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A service that writes events. The key of one service does not authenticate the events of another. */
public enum EventWriter {
    CHALLENGE_SERVICE("challenge-service", false),
    APPROVAL_SERVICE("approval-service", true),
    SESSION_SERVICE("session-service", true);

    private final String service;
    private final boolean readsEvents;

    EventWriter(String service, boolean readsEvents) {
        this.service = service;
        this.readsEvents = readsEvents;
    }

    /** The name of the service, {@code quarkus.application.name}. */
    public String service() {
        return service;
    }

    /** Whether it also reads events of all services, and needs their keys. One that reads none needs its own keys only. */
    public boolean readsEvents() {
        return readsEvents;
    }

    /** The writer with this name, or empty if the service writes no events. */
    public static Optional<EventWriter> of(String service) {
        return Arrays.stream(values())
                .filter(writer -> writer.service.equals(service))
                .findFirst();
    }

    /** The services that decide what the event reports. */
    public static Set<EventWriter> of(Event event) {
        return switch (event) {
            case ChallengeCreated e -> EnumSet.of(e.route() == Route.BACKCHANNEL ? SESSION_SERVICE : CHALLENGE_SERVICE);
            case ChallengeExpired e -> EnumSet.of(CHALLENGE_SERVICE);
            case ChallengeScanned e -> EnumSet.of(APPROVAL_SERVICE);
            case ChallengeApproved e -> EnumSet.of(APPROVAL_SERVICE);
            case ChallengeRejected e -> EnumSet.of(APPROVAL_SERVICE);
            case ConfirmationCodeRejected e -> EnumSet.of(SESSION_SERVICE);
            case ConfirmationTimeExtended e -> EnumSet.of(SESSION_SERVICE);
            case ChallengeConsumed e -> EnumSet.of(SESSION_SERVICE);
            case ChallengeCancelled e -> EnumSet.of(canceller(e));
            case AttemptRefused e -> EnumSet.allOf(EventWriter.class);
            case RefusalsSuppressed e -> EnumSet.allOf(EventWriter.class);
            case DeviceEvent e -> EnumSet.of(APPROVAL_SERVICE);
            case BrowserEvent e -> EnumSet.of(APPROVAL_SERVICE);
            case TokensIssued e -> EnumSet.of(SESSION_SERVICE);
            case TokensRefreshed e -> EnumSet.of(SESSION_SERVICE);
            case TokensRevoked e -> EnumSet.of(SESSION_SERVICE);
            case CodeReplayed e -> EnumSet.of(SESSION_SERVICE);
            case LoginDisowned e -> EnumSet.of(APPROVAL_SERVICE);
            case SessionStarted e -> EnumSet.of(SESSION_SERVICE);
            case SessionContinued e -> EnumSet.of(SESSION_SERVICE);
            case SessionEndRequested e -> EnumSet.of(APPROVAL_SERVICE);
            case SessionEnded e -> EnumSet.of(SESSION_SERVICE);
            case AdministrationEvent e -> EnumSet.of(APPROVAL_SERVICE);
            case ClientRegistrationChanged e -> EnumSet.of(SESSION_SERVICE);
        };
    }

    private static EventWriter canceller(ChallengeCancelled event) {
        return switch (event.by()) {
            case BROWSER, RENEWAL -> CHALLENGE_SERVICE;
            case NEWER, REVOKED -> APPROVAL_SERVICE;
            case WRONG_CODE -> SESSION_SERVICE;
        };
    }
}
