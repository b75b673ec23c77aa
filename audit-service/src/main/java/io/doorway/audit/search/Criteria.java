package io.doorway.audit.search;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which events an operator asks for, as text. All that are given must hold. */
public final class Criteria {

    @RestQuery
    @Parameter(description = "The event's type", example = "ChallengeApproved")
    @Nullable
    String type;

    @RestQuery("class")
    @Parameter(description = "OCSF class: authentication (3002) or entity-management (3004)")
    @Nullable
    String eventClass;

    @RestQuery
    @Parameter(description = "success or failure")
    @Nullable
    String status;

    @RestQuery
    @Parameter(description = "What happened, such as CONSUMED, or why not, such as STALE_FRAME")
    @Nullable
    String code;

    @RestQuery
    @Parameter(description = "At least this severe: informational, low, medium or high")
    @Nullable
    String severity;

    @RestQuery
    @Parameter(description = "The id of one login's challenge")
    @Nullable
    String challenge;

    @RestQuery
    @Parameter(description = "The relying party's client_id")
    @Nullable
    String client;

    @RestQuery
    @Parameter(description = "Whose login or device")
    @Nullable
    String account;

    @RestQuery
    @Parameter(description = "The device credential")
    @Nullable
    String credential;

    @RestQuery("source_ip")
    @Parameter(description = "Where the browser, phone or relying party was")
    @Nullable
    String sourceIp;

    @RestQuery
    @Parameter(description = "The trace id, 32 hexadecimal digits")
    @Nullable
    String trace;
}
