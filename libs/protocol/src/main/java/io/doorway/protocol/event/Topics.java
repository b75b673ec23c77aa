package io.doorway.protocol.event;

import java.util.List;

/** The Kafka topics. */
public final class Topics {

    /** The transitions of all challenges; the key is the challenge id. */
    public static final String TRANSITIONS = "doorway.challenge.transitions.v1";

    /** Refused attempts; the key is the challenge id, or the source address if there is none. */
    public static final String REFUSALS = "doorway.challenge.refusals.v1";

    /** Devices, passkeys and known browsers; the key is the credential, passkey or browser. Compacted. */
    public static final String DEVICES = "doorway.devices.v1";

    /** Tokens issued, codes replayed and logins disowned; the key is the session id. */
    public static final String SESSIONS = "doorway.sessions.v1";

    /** What operators changed: accounts and invitations, with the account as key, and registrations of relying parties, with the client. */
    public static final String ADMINISTRATION = "doorway.administration.v1";

    /** The output for a security team: OCSF in CloudEvents. */
    public static final String AUDIT = "doorway.audit.v1";

    /** Records that a consumer set aside, unchanged. audit-service follows those of the other consumers. */
    public static final String DEAD_LETTERS = "doorway.audit.dead-letters.v1";

    /** The topics that services publish events to and audit-service consumes. */
    public static final List<String> EVENTS = List.of(TRANSITIONS, REFUSALS, DEVICES, SESSIONS, ADMINISTRATION);

    private Topics() {}
}
