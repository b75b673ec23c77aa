package io.doorway.protocol.challenge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a person rejected. */
public enum RejectReason {
    NOT_ME,
    UNKNOWN_SERVICE,
    CHANGED_MIND;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RejectReason> parse(String wireName) {
        return Arrays.stream(values())
                .filter(r -> r.wireName().equals(wireName))
                .findFirst();
    }
}
