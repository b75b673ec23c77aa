package io.doorway.session.code;

import org.jspecify.annotations.Nullable;

/**
 * The mark of a code that was presented.
 *
 * @param session the session that it would begin or began
 * @param client the client that the code was made for
 * @param account whose login it was
 * @param accessTokenKey the Redis key of the access token that it gave, or null if the presentation was refused
 * @param traceparent the login's trace context, or null
 */
record Presentation(
        String session,
        String client,
        String account,
        @Nullable String accessTokenKey,
        @Nullable String traceparent) {}
