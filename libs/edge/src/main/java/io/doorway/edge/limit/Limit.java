package io.doorway.edge.limit;

import static io.doorway.edge.limit.Subject.ACCOUNT;
import static io.doorway.edge.limit.Subject.ADDRESS;
import static io.doorway.edge.limit.Subject.CLIENT;
import static io.doorway.edge.limit.Subject.CLIENT_AT_ADDRESS;
import static io.doorway.edge.limit.Subject.CREDENTIAL;
import static io.doorway.edge.limit.Subject.NETWORK;
import static io.doorway.edge.limit.Subject.SYSTEM;

import io.doorway.protocol.event.Attempt;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of rate limits: what is attempted, by whom, how often in how long. {@code docs/limits.md} says why so often.
 *
 * <p>The numbers are generous to people who share an address and small beside what an attack needs.
 */
public enum Limit {
    AUTHORIZE_BY_ADDRESS(Attempt.AUTHORIZE, ADDRESS, "120/PT1M"),
    AUTHORIZE_BY_NETWORK(Attempt.AUTHORIZE, NETWORK, "1200/PT1M"),
    PUSH_BY_ADDRESS(Attempt.PUSH, ADDRESS, "6000/PT1M"),
    PUSH_BY_CLIENT(Attempt.PUSH, CLIENT, "6000/PT1M"),
    CREATE_BY_ADDRESS(Attempt.CREATE, ADDRESS, "60/PT1M"),
    CREATE_BY_NETWORK(Attempt.CREATE, NETWORK, "600/PT1M"),
    CREATE_BY_SYSTEM(Attempt.CREATE, SYSTEM, "6000/PT1M"),
    CREATE_BY_CLIENT(Attempt.CREATE, CLIENT, "30000/PT1M"),
    FRAMES_BY_ADDRESS(Attempt.FRAMES, ADDRESS, "600/PT1M"),
    WATCH_BY_ADDRESS(Attempt.WATCH, ADDRESS, "1200/PT1M"),
    CANCEL_BY_ADDRESS(Attempt.CANCEL, ADDRESS, "300/PT1M"),
    CONSUME_BY_ADDRESS(Attempt.CONSUME, ADDRESS, "120/PT1M"),
    REDEEM_BY_ADDRESS(Attempt.REDEEM, ADDRESS, "12000/PT1M"),
    REDEEM_BY_CLIENT_AT_ADDRESS(Attempt.REDEEM, CLIENT_AT_ADDRESS, "6000/PT1M"),
    READ_CLAIMS_BY_ADDRESS(Attempt.READ_CLAIMS, ADDRESS, "12000/PT1M"),
    SCAN_BY_ADDRESS(Attempt.SCAN, ADDRESS, "120/PT1M"),
    SCAN_BY_CREDENTIAL(Attempt.SCAN, CREDENTIAL, "20/PT1M"),
    SCAN_BY_ACCOUNT(Attempt.SCAN, ACCOUNT, "30/PT10M"),
    APPROVE_BY_ADDRESS(Attempt.APPROVE, ADDRESS, "120/PT1M"),
    APPROVE_BY_CREDENTIAL(Attempt.APPROVE, CREDENTIAL, "20/PT1M"),
    REJECT_BY_ADDRESS(Attempt.REJECT, ADDRESS, "120/PT1M"),
    REJECT_BY_CREDENTIAL(Attempt.REJECT, CREDENTIAL, "20/PT1M"),
    ENROL_BY_ADDRESS(Attempt.ENROL, ADDRESS, "20/PT1M"),
    ENROL_BY_NETWORK(Attempt.ENROL, NETWORK, "200/PT1M"),
    MANAGE_DEVICES_BY_ADDRESS(Attempt.MANAGE_DEVICES, ADDRESS, "120/PT1M"),
    MANAGE_DEVICES_BY_CREDENTIAL(Attempt.MANAGE_DEVICES, CREDENTIAL, "60/PT1M"),
    MANAGE_BROWSERS_BY_ADDRESS(Attempt.MANAGE_BROWSERS, ADDRESS, "120/PT1M"),
    MANAGE_BROWSERS_BY_CREDENTIAL(Attempt.MANAGE_BROWSERS, CREDENTIAL, "60/PT1M"),
    MANAGE_PASSKEYS_BY_ADDRESS(Attempt.MANAGE_PASSKEYS, ADDRESS, "120/PT1M"),
    MANAGE_PASSKEYS_BY_CREDENTIAL(Attempt.MANAGE_PASSKEYS, CREDENTIAL, "60/PT1M"),
    READ_ACTIVITY_BY_ADDRESS(Attempt.READ_ACTIVITY, ADDRESS, "120/PT1M"),
    READ_ACTIVITY_BY_CREDENTIAL(Attempt.READ_ACTIVITY, CREDENTIAL, "60/PT1M"),
    DISOWN_BY_ADDRESS(Attempt.DISOWN, ADDRESS, "120/PT1M"),
    DISOWN_BY_CREDENTIAL(Attempt.DISOWN, CREDENTIAL, "60/PT1M"),
    ADMINISTER_BY_ADDRESS(Attempt.ADMINISTER, ADDRESS, "600/PT1M"),
    READ_AUDIT_BY_ADDRESS(Attempt.READ_AUDIT, ADDRESS, "600/PT1M"),

    /** On each attempt by itself: those of its kind that were refused as {@linkplain Forgeries forged}. */
    FORGE_BY_ADDRESS(null, ADDRESS, "60/PT1M");

    private static final Map<Attempt, List<Limit>> BY_ATTEMPT = new EnumMap<>(Attempt.class);

    static {
        for (Attempt attempt : Attempt.values()) {
            BY_ATTEMPT.put(
                    attempt,
                    Arrays.stream(values())
                            .filter(limit -> limit.attempt == attempt)
                            .toList());
        }
    }

    private final @Nullable Attempt attempt;
    private final Subject subject;
    private final Rate usual;

    Limit(@Nullable Attempt attempt, Subject subject, String usual) {
        this.attempt = attempt;
        this.subject = subject;
        this.usual = Rate.parse(usual);
    }

    /** The limits of one attempt, as they stand in the table. */
    static List<Limit> of(Attempt attempt) {
        return BY_ATTEMPT.getOrDefault(attempt, List.of());
    }

    /** What is attempted; null for {@link #FORGE_BY_ADDRESS}, which is about all. */
    public @Nullable Attempt attempt() {
        return attempt;
    }

    /** By whom it is counted. */
    public Subject subject() {
        return subject;
    }

    /** How often, unless the operator says otherwise. */
    public Rate usual() {
        return usual;
    }

    /** The name of its line: of the property {@code doorway.limits.<name>}, in metrics and in keys. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
