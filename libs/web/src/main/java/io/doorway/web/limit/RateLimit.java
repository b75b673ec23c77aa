package io.doorway.web.limit;

import static io.doorway.web.limit.RateLimit.RateLimitKey.ACCOUNT;
import static io.doorway.web.limit.RateLimit.RateLimitKey.ADDRESS;
import static io.doorway.web.limit.RateLimit.RateLimitKey.CLAIM_AT_ADDRESS;
import static io.doorway.web.limit.RateLimit.RateLimitKey.CLIENT;
import static io.doorway.web.limit.RateLimit.RateLimitKey.CLIENT_AT_ADDRESS;
import static io.doorway.web.limit.RateLimit.RateLimitKey.CREDENTIAL;
import static io.doorway.web.limit.RateLimit.RateLimitKey.NETWORK;
import static io.doorway.web.limit.RateLimit.RateLimitKey.SYSTEM;

import io.doorway.protocol.vocabulary.Attempt;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of rate limits: the attempt, what it is counted by, and the default rate. {@code docs/limits.md} gives the reason of each
 * rate: it is enough for many people behind one address, and little for an attack.
 */
public enum RateLimit {
    AUTHORIZE_BY_ADDRESS(Attempt.AUTHORIZE, ADDRESS, "120/PT1M"),
    AUTHORIZE_BY_NETWORK(Attempt.AUTHORIZE, NETWORK, "1200/PT1M"),
    AUTHORIZE_BY_SYSTEM(Attempt.AUTHORIZE, SYSTEM, "12000/PT1M"),
    PUSH_BY_ADDRESS(Attempt.PUSH, ADDRESS, "6000/PT1M"),
    PUSH_BY_NETWORK(Attempt.PUSH, NETWORK, "60000/PT1M"),
    PUSH_BY_SYSTEM(Attempt.PUSH, SYSTEM, "600000/PT1M"),
    PUSH_BY_CLIENT(Attempt.PUSH, CLIENT, "6000/PT1M"),
    CREATE_BY_ADDRESS(Attempt.CREATE, ADDRESS, "60/PT1M"),
    CREATE_BY_NETWORK(Attempt.CREATE, NETWORK, "600/PT1M"),
    CREATE_BY_SYSTEM(Attempt.CREATE, SYSTEM, "6000/PT1M"),
    CREATE_BY_CLIENT(Attempt.CREATE, CLIENT, "30000/PT1M"),
    FRAMES_BY_ADDRESS(Attempt.FRAMES, ADDRESS, "3000/PT1M"),
    FRAMES_BY_NETWORK(Attempt.FRAMES, NETWORK, "30000/PT1M"),
    FRAMES_BY_SYSTEM(Attempt.FRAMES, SYSTEM, "300000/PT1M"),
    WATCH_BY_ADDRESS(Attempt.WATCH, ADDRESS, "1200/PT1M"),
    WATCH_BY_NETWORK(Attempt.WATCH, NETWORK, "12000/PT1M"),
    WATCH_BY_SYSTEM(Attempt.WATCH, SYSTEM, "120000/PT1M"),
    CANCEL_BY_ADDRESS(Attempt.CANCEL, ADDRESS, "300/PT1M"),
    CANCEL_BY_NETWORK(Attempt.CANCEL, NETWORK, "3000/PT1M"),
    CANCEL_BY_SYSTEM(Attempt.CANCEL, SYSTEM, "30000/PT1M"),
    EXTEND_BY_ADDRESS(Attempt.EXTEND, ADDRESS, "120/PT1M"),
    EXTEND_BY_NETWORK(Attempt.EXTEND, NETWORK, "1200/PT1M"),
    EXTEND_BY_SYSTEM(Attempt.EXTEND, SYSTEM, "12000/PT1M"),
    CONSUME_BY_ADDRESS(Attempt.CONSUME, ADDRESS, "120/PT1M"),
    CONSUME_BY_NETWORK(Attempt.CONSUME, NETWORK, "1200/PT1M"),
    CONSUME_BY_SYSTEM(Attempt.CONSUME, SYSTEM, "12000/PT1M"),
    REDEEM_BY_ADDRESS(Attempt.REDEEM, ADDRESS, "12000/PT1M"),
    REDEEM_BY_NETWORK(Attempt.REDEEM, NETWORK, "120000/PT1M"),
    REDEEM_BY_SYSTEM(Attempt.REDEEM, SYSTEM, "1200000/PT1M"),
    REDEEM_BY_CLIENT_AT_ADDRESS(Attempt.REDEEM, CLIENT_AT_ADDRESS, "6000/PT1M"),
    READ_CLAIMS_BY_ADDRESS(Attempt.READ_CLAIMS, ADDRESS, "12000/PT1M"),
    READ_CLAIMS_BY_NETWORK(Attempt.READ_CLAIMS, NETWORK, "120000/PT1M"),
    READ_CLAIMS_BY_SYSTEM(Attempt.READ_CLAIMS, SYSTEM, "1200000/PT1M"),
    SCAN_BY_ADDRESS(Attempt.SCAN, ADDRESS, "120/PT1M"),
    SCAN_BY_NETWORK(Attempt.SCAN, NETWORK, "1200/PT1M"),
    SCAN_BY_SYSTEM(Attempt.SCAN, SYSTEM, "12000/PT1M"),
    SCAN_BY_CREDENTIAL(Attempt.SCAN, CREDENTIAL, "20/PT1M"),
    SCAN_BY_ACCOUNT(Attempt.SCAN, ACCOUNT, "30/PT10M"),
    OPEN_LINK_BY_CREDENTIAL(Attempt.OPEN_LINK, CREDENTIAL, "10/PT1M"),
    OPEN_LINK_BY_ACCOUNT(Attempt.OPEN_LINK, ACCOUNT, "15/PT10M"),
    ENTER_CODE_BY_ADDRESS(Attempt.ENTER_CODE, ADDRESS, "30/PT1M"),
    ENTER_CODE_BY_NETWORK(Attempt.ENTER_CODE, NETWORK, "300/PT1M"),
    ENTER_CODE_BY_SYSTEM(Attempt.ENTER_CODE, SYSTEM, "3000/PT1M"),
    ENTER_CODE_BY_CREDENTIAL(Attempt.ENTER_CODE, CREDENTIAL, "5/PT1M"),
    ENTER_CODE_BY_ACCOUNT(Attempt.ENTER_CODE, ACCOUNT, "10/PT10M"),
    APPROVE_BY_ADDRESS(Attempt.APPROVE, ADDRESS, "120/PT1M"),
    APPROVE_BY_NETWORK(Attempt.APPROVE, NETWORK, "1200/PT1M"),
    APPROVE_BY_SYSTEM(Attempt.APPROVE, SYSTEM, "12000/PT1M"),
    APPROVE_BY_CREDENTIAL(Attempt.APPROVE, CREDENTIAL, "20/PT1M"),
    REJECT_BY_ADDRESS(Attempt.REJECT, ADDRESS, "120/PT1M"),
    REJECT_BY_NETWORK(Attempt.REJECT, NETWORK, "1200/PT1M"),
    REJECT_BY_SYSTEM(Attempt.REJECT, SYSTEM, "12000/PT1M"),
    REJECT_BY_CREDENTIAL(Attempt.REJECT, CREDENTIAL, "20/PT1M"),
    READ_OUTCOME_BY_ADDRESS(Attempt.READ_OUTCOME, ADDRESS, "600/PT1M"),
    READ_OUTCOME_BY_NETWORK(Attempt.READ_OUTCOME, NETWORK, "6000/PT1M"),
    READ_OUTCOME_BY_SYSTEM(Attempt.READ_OUTCOME, SYSTEM, "60000/PT1M"),
    READ_OUTCOME_BY_CREDENTIAL(Attempt.READ_OUTCOME, CREDENTIAL, "60/PT1M"),
    ENROL_BY_ADDRESS(Attempt.ENROL, ADDRESS, "20/PT1M"),
    ENROL_BY_NETWORK(Attempt.ENROL, NETWORK, "200/PT1M"),
    ENROL_BY_SYSTEM(Attempt.ENROL, SYSTEM, "2000/PT1M"),
    MANAGE_DEVICES_BY_ADDRESS(Attempt.MANAGE_DEVICES, ADDRESS, "120/PT1M"),
    MANAGE_DEVICES_BY_NETWORK(Attempt.MANAGE_DEVICES, NETWORK, "1200/PT1M"),
    MANAGE_DEVICES_BY_SYSTEM(Attempt.MANAGE_DEVICES, SYSTEM, "12000/PT1M"),
    MANAGE_DEVICES_BY_CREDENTIAL(Attempt.MANAGE_DEVICES, CREDENTIAL, "60/PT1M"),
    MANAGE_BROWSERS_BY_ADDRESS(Attempt.MANAGE_BROWSERS, ADDRESS, "120/PT1M"),
    MANAGE_BROWSERS_BY_NETWORK(Attempt.MANAGE_BROWSERS, NETWORK, "1200/PT1M"),
    MANAGE_BROWSERS_BY_SYSTEM(Attempt.MANAGE_BROWSERS, SYSTEM, "12000/PT1M"),
    MANAGE_BROWSERS_BY_CREDENTIAL(Attempt.MANAGE_BROWSERS, CREDENTIAL, "60/PT1M"),
    MANAGE_PASSKEYS_BY_ADDRESS(Attempt.MANAGE_PASSKEYS, ADDRESS, "120/PT1M"),
    MANAGE_PASSKEYS_BY_NETWORK(Attempt.MANAGE_PASSKEYS, NETWORK, "1200/PT1M"),
    MANAGE_PASSKEYS_BY_SYSTEM(Attempt.MANAGE_PASSKEYS, SYSTEM, "12000/PT1M"),
    MANAGE_PASSKEYS_BY_CREDENTIAL(Attempt.MANAGE_PASSKEYS, CREDENTIAL, "60/PT1M"),
    READ_ACTIVITY_BY_ADDRESS(Attempt.READ_ACTIVITY, ADDRESS, "120/PT1M"),
    READ_ACTIVITY_BY_NETWORK(Attempt.READ_ACTIVITY, NETWORK, "1200/PT1M"),
    READ_ACTIVITY_BY_SYSTEM(Attempt.READ_ACTIVITY, SYSTEM, "12000/PT1M"),
    READ_ACTIVITY_BY_CREDENTIAL(Attempt.READ_ACTIVITY, CREDENTIAL, "60/PT1M"),
    DISOWN_BY_ADDRESS(Attempt.DISOWN, ADDRESS, "120/PT1M"),
    DISOWN_BY_NETWORK(Attempt.DISOWN, NETWORK, "1200/PT1M"),
    DISOWN_BY_SYSTEM(Attempt.DISOWN, SYSTEM, "12000/PT1M"),
    DISOWN_BY_CREDENTIAL(Attempt.DISOWN, CREDENTIAL, "60/PT1M"),
    ADMINISTER_BY_ADDRESS(Attempt.ADMINISTER, ADDRESS, "600/PT1M"),
    ADMINISTER_BY_NETWORK(Attempt.ADMINISTER, NETWORK, "6000/PT1M"),
    ADMINISTER_BY_SYSTEM(Attempt.ADMINISTER, SYSTEM, "60000/PT1M"),
    READ_AUDIT_BY_ADDRESS(Attempt.READ_AUDIT, ADDRESS, "600/PT1M"),
    READ_AUDIT_BY_NETWORK(Attempt.READ_AUDIT, NETWORK, "6000/PT1M"),
    READ_AUDIT_BY_SYSTEM(Attempt.READ_AUDIT, SYSTEM, "60000/PT1M"),

    /** Counts, for each kind of attempt by itself, those that were refused as {@linkplain ForgedRequestCounter forged}. */
    FORGE_BY_ADDRESS(null, ADDRESS, "60/PT1M"),

    /** The same, for each known credential, challenge or client that they named. */
    FORGE_BY_CLAIM(null, CLAIM_AT_ADDRESS, "10/PT1M"),

    /** Counts the attempts over a limit of their source that are verified nevertheless, because they name what can be verified. */
    PROVE_BY_NETWORK(null, NETWORK, "1200/PT1M");

    private static final Map<Attempt, List<RateLimit>> BY_ATTEMPT = new EnumMap<>(Attempt.class);

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
    private final RateLimitKey key;
    private final Rate defaultRate;

    RateLimit(@Nullable Attempt attempt, RateLimitKey key, String defaultRate) {
        this.attempt = attempt;
        this.key = key;
        this.defaultRate = Rate.parse(defaultRate);
    }

    /** The limits of one attempt, in the order of the table. */
    static List<RateLimit> of(Attempt attempt) {
        return BY_ATTEMPT.getOrDefault(attempt, List.of());
    }

    /** The limited attempt; null for a limit of all of them. */
    public @Nullable Attempt attempt() {
        return attempt;
    }

    /** What attempts are counted by. */
    public RateLimitKey key() {
        return key;
    }

    /** The rate without configuration. */
    public Rate defaultRate() {
        return defaultRate;
    }

    /** The name of the line, in the property {@code doorway.limits.<line>}, in metrics and in keys of Redis. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What attempts are counted by. */
    public enum RateLimitKey {
        /** The source: an IPv4 address or an IPv6 /64. */
        ADDRESS(true),
        /** The network of the source: IPv4 /24, IPv6 /48. */
        NETWORK(true),
        /** The autonomous system of the source, if the operator has configured a database of networks. */
        SYSTEM(true),
        /** The relying party. */
        CLIENT(false),
        /** The relying party at one source, so that another source cannot use up its capacity. */
        CLIENT_AT_ADDRESS(false),
        /** The credential, challenge or client that the request names, at one source; not verified. */
        CLAIM_AT_ADDRESS(false),
        /** The device. */
        CREDENTIAL(false),
        /** The account. */
        ACCOUNT(false);

        private final boolean beforeAuthentication;

        RateLimitKey(boolean beforeAuthentication) {
            this.beforeAuthentication = beforeAuthentication;
        }

        /** Whether it is known before the request is authenticated. */
        boolean beforeAuthentication() {
            return beforeAuthentication;
        }

        /** The name in documents. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
