package io.doorway.audit.support;

import io.doorway.protocol.event.AdministrationEvent.AccountClaimsReplaced;
import io.doorway.protocol.event.AdministrationEvent.AccountCreated;
import io.doorway.protocol.event.AdministrationEvent.AccountResumed;
import io.doorway.protocol.event.AdministrationEvent.AccountSessionsEnded;
import io.doorway.protocol.event.AdministrationEvent.AccountSuspended;
import io.doorway.protocol.event.AdministrationEvent.InvitationCreated;
import io.doorway.protocol.event.AdministrationEvent.InvitationExpired;
import io.doorway.protocol.event.AdministrationEvent.InvitationRevoked;
import io.doorway.protocol.event.Event;
import java.util.List;

/** Events of what operators do, one of each type but those of registrations. */
final class AdministrationEventExamples {

    private AdministrationEventExamples() {}

    static List<Event> all() {
        return List.of(
                new AccountCreated(
                        "1d7e03aa",
                        EventExamples.AT,
                        EventExamples.ACCOUNT,
                        List.of("email", "name"),
                        "helpdesk-7",
                        "tok-4a1c",
                        "192.0.2.33",
                        EventExamples.TRACE),
                new AccountClaimsReplaced(
                        "27c9f4b1",
                        EventExamples.AT,
                        EventExamples.ACCOUNT,
                        List.of("phone_number"),
                        List.of("email"),
                        List.of("name"),
                        "helpdesk-7",
                        "tok-4a1c",
                        "192.0.2.33",
                        EventExamples.TRACE),
                new AccountSuspended(
                        "3ab8e5c2",
                        EventExamples.AT,
                        EventExamples.ACCOUNT,
                        "helpdesk-7",
                        "tok-4a1c",
                        "192.0.2.33",
                        EventExamples.TRACE),
                new AccountResumed(
                        "4fd6c7d3",
                        EventExamples.AT,
                        EventExamples.ACCOUNT,
                        "helpdesk-7",
                        "tok-4a1c",
                        "192.0.2.33",
                        EventExamples.TRACE),
                new AccountSessionsEnded(
                        "6c1f0d92",
                        EventExamples.AT,
                        EventExamples.ACCOUNT,
                        "helpdesk-7",
                        "tok-4a1c",
                        "192.0.2.33",
                        EventExamples.TRACE),
                new InvitationCreated(
                        "58e4a9e4",
                        EventExamples.AT,
                        EventExamples.ACCOUNT,
                        "inv-8Tz1",
                        "new phone, ticket 4711",
                        EventExamples.AT.plusSeconds(600),
                        "helpdesk-7",
                        "tok-4a1c",
                        "192.0.2.33",
                        EventExamples.TRACE),
                new InvitationRevoked(
                        "66f28bf5",
                        EventExamples.AT,
                        EventExamples.ACCOUNT,
                        "inv-8Tz1",
                        "new phone, ticket 4711",
                        "helpdesk-7",
                        "tok-4a1c",
                        "192.0.2.33",
                        EventExamples.TRACE),
                new InvitationExpired(
                        "741d6d06",
                        EventExamples.AT,
                        EventExamples.ACCOUNT,
                        "inv-8Tz1",
                        "new phone, ticket 4711",
                        "helpdesk-7",
                        "tok-4a1c",
                        null));
    }
}
