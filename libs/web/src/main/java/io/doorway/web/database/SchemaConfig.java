package io.doorway.web.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who migrates the schema of a service. */
@ConfigMapping(prefix = "doorway.schema")
public interface SchemaConfig {

    /**
     * Whether an instance migrates its schema when it starts. Otherwise it is not ready until another program has done it, such as the
     * Jobs of {@code deploy/kubernetes}.
     */
    @WithDefault("true")
    boolean migrateAtStart();
}
