package io.doorway.protocol.vocabulary;

import org.jspecify.annotations.Nullable;

/** An identifier with a type of its own. In JSON it is its value; {@code toString()} is its value too. */
public sealed interface Identifier permits AccountId, ChallengeId, ClientId, CredentialId, SessionId {

    String value();

    /** The value, or null without an identifier: for columns and members that may be empty. */
    static @Nullable String valueOrNull(@Nullable Identifier id) {
        return id == null ? null : id.value();
    }
}
