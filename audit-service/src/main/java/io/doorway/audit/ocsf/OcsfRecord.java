package io.doorway.audit.ocsf;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An OCSF record with the attributes that Doorway uses, in OCSF's own names (snake_case on the wire). Attributes that are null
 * are left out.
 */
sealed interface OcsfRecord {

    /** Class 3002: who logged in, where, and how. */
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
            @Nullable List<AuthFactor> authFactors)
            implements OcsfRecord {}

    /** Class 3004: what was done to a device. */
    record EntityManagement(@JsonUnwrapped Base base, Entity entity) implements OcsfRecord {}

    /**
     * What every record has.
     *
     * @param time when it happened, in milliseconds since 1970
     * @param unmapped the event as it was told, so that nothing is lost in translation
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
     * @param version the OCSF release
     * @param uid the event's identity, which duplicates are dropped by
     * @param correlationUid the challenge, which joins the records of one login
     * @param sequence the version that a transition led to
     * @param logName the topic that the event was told on
     * @param eventCode the OWASP Logging Vocabulary's word
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

    record Endpoint(String ip) {}

    record AuthFactor(int factorTypeId, String factorType, String provider, Device device) {}

    record Device(
            int typeId, String type, String uid, @Nullable String name) {}

    record Entity(
            int typeId, String type, String uid, @Nullable String name, Device device, User user) {}

    /** @param doorway the event's JSON */
    record Unmapped(@JsonRawValue String doorway) {}
}
