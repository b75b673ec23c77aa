package io.doorway.audit.ocsf;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An OCSF record with the attributes that Doorway uses. The components have OCSF's names, in snake_case in the JSON. Null attributes are
 * omitted.
 */
sealed interface OcsfRecord {

    /**
     * Class 3002, Authentication: who logs in, where, and how.
     *
     * @param actor the operator of a refused attempt, if the signature of the token was valid
     */
    record Authentication(
            @JsonUnwrapped Base base,
            User user,
            Named service,
            @Nullable Session session,
            @Nullable Endpoint srcEndpoint,
            int authProtocolId,
            String authProtocol,
            int logonTypeId,
            String logonType,
            boolean isRemote,
            @Nullable Boolean isMfa,
            @Nullable Boolean isNewLogon,
            @Nullable List<AuthFactor> authFactors,
            @Nullable OcsfActor actor)
            implements OcsfRecord {}

    /**
     * Class 3004, Entity Management: what was done to a device, a browser or the registration of a website.
     *
     * @param actor the operator or the person who did it, or null if it is not known
     */
    record EntityManagement(
            @JsonUnwrapped Base base,
            Entity entity,
            @Nullable OcsfActor actor) implements OcsfRecord {}

    /** Class 3001, Account Change: what an operator did to an account. */
    record AccountChange(
            @JsonUnwrapped Base base,
            User user,
            OcsfActor actor,
            @Nullable Endpoint srcEndpoint) implements OcsfRecord {}

    /** Class 2004, Detection Finding: records that the intake set aside. */
    record DetectionFinding(@JsonUnwrapped Base base, FindingInfo findingInfo) implements OcsfRecord {}

    /**
     * The attributes of every record.
     *
     * @param time of the event, in milliseconds since 1970
     * @param unmapped the published event, so that the mapping loses nothing
     */
    record Base(
            Metadata metadata,
            int categoryUid,
            int classUid,
            String className,
            int activityId,
            String activityName,
            int typeUid,
            int severityId,
            String severity,
            long time,
            int statusId,
            String status,
            String statusCode,
            @Nullable String statusDetail,
            String message,
            Unmapped unmapped) {}

    /**
     * The identity of the event.
     *
     * @param version the OCSF release
     * @param uid unique per event; duplicates have the same
     * @param correlationUid the challenge, which the records of one login share
     * @param sequence the version of the challenge after a transition
     * @param logName the topic on which the event was published
     * @param eventCode the term of the OWASP Logging Vocabulary
     */
    record Metadata(
            String version,
            Product product,
            String uid,
            @Nullable String correlationUid,
            @Nullable Long sequence,
            String logName,
            @Nullable String eventCode) {}

    record Product(String name, String vendorName) {}

    record User(
            @Nullable String uid,
            @Nullable String name,
            @Nullable String credentialUid) {}

    record Named(@Nullable String uid, @Nullable String name) {}

    record Session(String uid) {}

    record FindingInfo(String uid, String title) {}

    record Endpoint(String ip) {}

    /**
     * An operator, or a person with a device of the account.
     *
     * @param session the token that authorised the operator's change, by its {@code jti}; null for a person
     */
    record OcsfActor(User user, @Nullable Session session) {}

    record AuthFactor(int factorTypeId, String factorType, String provider, Device device) {}

    record Device(
            int typeId, String type, String uid, @Nullable String name) {}

    record Entity(
            int typeId,
            String type,
            String uid,
            @Nullable String name,
            @Nullable Device device,
            @Nullable User user) {}

    /**
     * Data without an OCSF attribute.
     *
     * @param doorway the event as JSON
     */
    record Unmapped(@JsonRawValue String doorway) {}

    /** The activities that Doorway uses, each with its class. */
    enum OcsfActivity {
        LOGON(3002, "Authentication", 1, "Logon"),
        LOGOFF(3002, "Authentication", 2, "Logoff"),
        AUTHENTICATION_TICKET(3002, "Authentication", 3, "Authentication Ticket"),
        PREAUTH(3002, "Authentication", 6, "Preauth"),
        OTHER_AUTHENTICATION(3002, "Authentication", 99, "Other"),
        CREATE_ACCOUNT(3001, "Account Change", 1, "Create"),
        ENABLE_ACCOUNT(3001, "Account Change", 2, "Enable"),
        DISABLE_ACCOUNT(3001, "Account Change", 5, "Disable"),
        OTHER_ACCOUNT_CHANGE(3001, "Account Change", 99, "Other"),
        CREATE(3004, "Entity Management", 1, "Create"),
        UPDATE(3004, "Entity Management", 3, "Update"),
        DELETE(3004, "Entity Management", 4, "Delete"),
        ENROLL(3004, "Entity Management", 6, "Enroll"),
        UNENROLL(3004, "Entity Management", 7, "Unenroll"),
        SUSPEND(3004, "Entity Management", 12, "Suspend"),
        RESUME(3004, "Entity Management", 13, "Resume"),
        CREATE_FINDING(2004, "Detection Finding", 1, "Create");

        final int classUid;
        final String className;
        final int id;
        final String caption;

        OcsfActivity(int classUid, String className, int id, String caption) {
            this.classUid = classUid;
            this.className = className;
            this.id = id;
            this.caption = caption;
        }

        /** The category of the class, its first digit. */
        int category() {
            return classUid / 1000;
        }

        /** OCSF's identifier of class and activity together. */
        int typeUid() {
            return classUid * 100 + id;
        }
    }

    /** How urgently an operator should examine the event. */
    enum OcsfSeverity {
        INFORMATIONAL(1, "Informational"),
        LOW(2, "Low"),
        MEDIUM(3, "Medium"),
        HIGH(4, "High");

        final int id;
        final String caption;

        OcsfSeverity(int id, String caption) {
            this.id = id;
            this.caption = caption;
        }
    }

    /** Whether the attempt succeeded; a finding is new. */
    enum OcsfStatus {
        SUCCESS(1, "Success"),
        FAILURE(2, "Failure"),
        NEW(1, "New");

        final int id;
        final String caption;

        OcsfStatus(int id, String caption) {
            this.id = id;
            this.caption = caption;
        }
    }

    /** Terms of the OWASP Logging Vocabulary. */
    enum OwaspEventCode {
        AUTHN_LOGIN_SUCCESS,
        AUTHN_LOGIN_FAIL,
        AUTHN_LOGIN_LOCK,
        AUTHN_TOKEN_CREATED,
        AUTHN_TOKEN_REUSE,
        AUTHN_TOKEN_REVOKED,
        AUTHZ_FAIL,
        EXCESS_RATE_LIMIT_EXCEEDED,
        INPUT_VALIDATION_FAIL,
        MALICIOUS_DIRECT_REFERENCE,
        MALICIOUS_CORS,
        SEQUENCE_FAIL,
        SESSION_EXPIRED,
        USER_CREATED,
        USER_UPDATED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
