package io.doorway.local;

/** What the parts of the platform are called, on the command line, in logs and in tests. */
public final class Names {

    public static final String KAFKA = "kafka";
    public static final String REDIS = "redis";
    public static final String POSTGRES = "postgres";
    public static final String CHALLENGE = "challenge-service";
    public static final String APPROVAL = "approval-service";
    public static final String SESSION = "session-service";
    public static final String AUDIT = "audit-service";
    public static final String BANK = "demo-bank";

    private Names() {}
}
