package io.doorway.protocol.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A relying party redeemed an authorization code. The fields are described in {@code TokensIssued.json}. */
public record TokensIssued(
        String eventId,
        Instant at,
        String sessionId,
        String challengeId,
        String client,
        String account,
        String acr,
        List<String> amr,
        List<String> scope,
        String source,
        @Nullable String traceparent)
        implements SessionEvent {}
