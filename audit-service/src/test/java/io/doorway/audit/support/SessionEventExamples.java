package io.doorway.audit.support;

import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.SessionEvent.CodeReplayed;
import io.doorway.protocol.event.SessionEvent.LoginDisowned;
import io.doorway.protocol.event.SessionEvent.SessionContinued;
import io.doorway.protocol.event.SessionEvent.SessionEndRequested;
import io.doorway.protocol.event.SessionEvent.SessionEnded;
import io.doorway.protocol.event.SessionEvent.SessionStarted;
import io.doorway.protocol.event.SessionEvent.TokensRefreshed;
import io.doorway.protocol.event.SessionEvent.TokensRevoked;
import io.doorway.protocol.vocabulary.EndedBy;
import io.doorway.protocol.vocabulary.RevocationCause;
import java.util.List;

/** Events of the sessions of logins, one of each type but {@code TokensIssued}. */
final class SessionEventExamples {

    private SessionEventExamples() {}

    static List<Event> all() {
        return List.of(
                new TokensRefreshed(
                        "d04c7be1",
                        EventExamples.AT.plusSeconds(900),
                        EventExamples.SESSION,
                        EventExamples.CHALLENGE,
                        EventExamples.CLIENT,
                        EventExamples.ACCOUNT,
                        List.of("openid", "offline_access"),
                        "203.0.113.66",
                        EventExamples.TRACE),
                new TokensRevoked(
                        "9a51f2c7",
                        EventExamples.AT.plusSeconds(950),
                        EventExamples.SESSION,
                        EventExamples.CHALLENGE,
                        EventExamples.CLIENT,
                        EventExamples.ACCOUNT,
                        RevocationCause.REPLAY,
                        "203.0.113.66",
                        EventExamples.TRACE),
                new CodeReplayed(
                        "71c4d2ba",
                        EventExamples.AT.plusSeconds(12),
                        EventExamples.SESSION,
                        EventExamples.CHALLENGE,
                        EventExamples.CLIENT,
                        EventExamples.ACCOUNT,
                        "203.0.113.66",
                        EventExamples.TRACE),
                new LoginDisowned(
                        "0c9be3f4",
                        EventExamples.AT.plusSeconds(3600),
                        EventExamples.SESSION,
                        EventExamples.CHALLENGE,
                        EventExamples.CLIENT,
                        EventExamples.ACCOUNT,
                        EventExamples.CREDENTIAL,
                        "198.51.100.4",
                        EventExamples.TRACE),
                new SessionStarted(
                        "5b1f9d20",
                        EventExamples.AT.plusSeconds(8),
                        EventExamples.SESSION,
                        EventExamples.CHALLENGE,
                        EventExamples.CLIENT,
                        "Harbour Bank",
                        EventExamples.ACCOUNT,
                        EventExamples.CREDENTIAL,
                        EventExamples.SESSION,
                        EventExamples.AT.plusSeconds(28808),
                        EventExamples.TRACE),
                new SessionContinued(
                        "e07a4c13",
                        EventExamples.AT.plusSeconds(700),
                        EventExamples.SESSION,
                        EventExamples.CHALLENGE,
                        EventExamples.CLIENT,
                        "Harbour Bank",
                        EventExamples.ACCOUNT,
                        EventExamples.TRACE),
                new SessionEndRequested(
                        "c2d8b6f5",
                        EventExamples.AT.plusSeconds(1800),
                        EventExamples.SESSION,
                        EventExamples.CLIENT,
                        EventExamples.ACCOUNT,
                        EventExamples.CREDENTIAL,
                        "198.51.100.4",
                        EventExamples.TRACE),
                new SessionEnded(
                        "f3a90b7e",
                        EventExamples.AT.plusSeconds(1801),
                        EventExamples.SESSION,
                        EventExamples.CLIENT,
                        EventExamples.ACCOUNT,
                        EndedBy.PHONE,
                        EventExamples.TRACE));
    }
}
