package io.doorway.audit.search;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The query parameters that select events, as text. An event must match all that are present. */
public final class EventFilterParameters {

    @RestQuery
    @Parameter(description = "The event's type", example = "ChallengeApproved")
    @Nullable
    String type;

    @RestQuery("class")
    @Parameter(description = "OCSF class: authentication (3002), entity-management (3004) or detection-finding (2004)")
    @Nullable
    String eventClass;

    @RestQuery
    @Parameter(description = "success or failure")
    @Nullable
    String status;

    @RestQuery
    @Parameter(
            description =
                    "The status_code: what happened, such as CONSUMED, or why an attempt was refused, such as STALE_FRAME")
    @Nullable
    String code;

    @RestQuery
    @Parameter(description = "What was refused: the attempt of an AttemptRefused", example = "redeem")
    @Nullable
    String attempt;

    @RestQuery
    @Parameter(description = "Minimum severity: informational, low, medium or high")
    @Nullable
    String severity;

    @RestQuery
    @Parameter(description = "The challenge id of a login")
    @Nullable
    String challenge;

    @RestQuery
    @Parameter(description = "The relying party's client_id")
    @Nullable
    String client;

    @RestQuery
    @Parameter(description = "The account of the login or device")
    @Nullable
    String account;

    @RestQuery
    @Parameter(description = "The device credential's id")
    @Nullable
    String credential;

    @RestQuery("source_ip")
    @Parameter(description = "The address of the browser, phone or relying party")
    @Nullable
    String sourceIp;

    @RestQuery
    @Parameter(
            description =
                    "The trace id, 32 hexadecimal digits, or its beginning, such as the reference of an error page")
    @Nullable
    String trace;
}
