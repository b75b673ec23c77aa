package io.doorway.session.provider.dpop;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Configuration of the DPoP proofs of relying parties. */
@ConfigMapping(prefix = "doorway.dpop")
public interface DpopConfig {
    /**
     * Whether every DPoP proof of a relying party must contain a nonce that Doorway issued (RFC 9449 section 8). Without it, a proof needs
     * one only if its {@code iat} is more than a minute from the time of Doorway.
     */
    @WithDefault("false")
    @WithName("nonce-required")
    boolean nonceRequired();
}
