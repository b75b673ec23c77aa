package io.doorway.protocol.event;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** Something happened after the login: to its code, its tokens, its session. */
public sealed interface SessionEvent extends Event permits TokensIssued, CodeReplayed, LoginDisowned {

    String eventId();

    /** The session: what one consumed challenge led to. */
    String sessionId();

    String client();

    String account();

    @Override
    @JsonIgnore
    default String topic() {
        return Topics.SESSIONS;
    }

    @Override
    @JsonIgnore
    default String key() {
        return sessionId();
    }

    @Override
    @JsonIgnore
    default String uid() {
        return eventId();
    }
}
