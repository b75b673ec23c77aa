package io.doorway.protocol.event;

import java.util.List;

/** The Kafka topics. */
public final class Topics {

    /** Every transition of every challenge; key: challenge id. */
    public static final String TRANSITIONS = "doorway.challenge.transitions.v1";

    /** Attempts that were refused, and why; key: challenge id, else the source address. */
    public static final String REFUSALS = "doorway.challenge.refusals.v1";

    /** Devices enrolled, suspended, resumed, revoked, browsers remembered and forgotten; key: the credential or browser; compacted. */
    public static final String DEVICES = "doorway.devices.v1";

    /** Codes redeemed, tokens issued and revoked; key: session id. */
    public static final String SESSIONS = "doorway.sessions.v1";

    /** What the security team reads: OCSF in CloudEvents. */
    public static final String AUDIT = "doorway.audit.v1";

    /** Records that audit-service could not read, as they came. */
    public static final String DEAD_LETTERS = "doorway.audit.dead-letters.v1";

    /** The topics that services write facts to and audit-service reads. */
    public static final List<String> FACTS = List.of(TRANSITIONS, REFUSALS, DEVICES, SESSIONS);

    private Topics() {}
}
