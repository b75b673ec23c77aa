package io.doorway.web.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the token of an operator must say. */
@ConfigMapping(prefix = "doorway.operators")
public interface OperatorConfig {

    /**
     * The {@code iss} of operators' tokens: the system that authenticates operators. It must not be the issuer of the ID tokens, so that
     * no ID token is an operator's token.
     */
    @WithDefault("${doorway.issuer}/operators")
    String issuer();

    /** The {@code aud} of operators' tokens. A token for another application is refused. */
    @WithDefault("${doorway.issuer}")
    String audience();
}
