package io.doorway.protocol.vocabulary;

import java.util.Arrays;
import java.util.Optional;

/** Why a person rejected a login. */
public enum RejectReason implements WireName {
    NOT_ME,
    UNKNOWN_SERVICE,
    CHANGED_MIND;

    /** The reason of this wire name, or empty if there is none. */
    public static Optional<RejectReason> parse(String wireName) {
        return Arrays.stream(values())
                .filter(reason -> reason.wireName().equals(wireName))
                .findFirst();
    }
}
