package io.doorway.protocol.vocabulary;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** An enum constant that has a name in JSON, metrics and the database: its Java name in lower case, unless the enum defines another. */
public interface WireName {

    /** The Java name. */
    String name();

    @JsonValue
    default String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
