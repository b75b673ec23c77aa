package io.doorway.session.oauth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an operator may set of the OpenID Provider. */
@ConfigMapping(prefix = "doorway")
public interface ProviderSettings {
    /** The YAML files of registered clients, one or several with commas between; changes are followed while running. */
    List<Path> clients();

    /** The private JWK set that tokens are signed with: one EC key on P-256 and one RSA key of 2048 bits or more. */
    @WithName("signing-keys")
    Path signingKeys();

    /** What a relying party may ask a person to approve, by the type's name. */
    @WithDefault("login,payment,add-payee")
    @WithName("action-types")
    Set<String> actionTypes();

    /** Which of them take a passkey's approval, whoever asks and whatever the request says. */
    @WithDefault("payment,add-payee")
    @WithName("high-risk-actions")
    Set<String> highRiskActions();

    /**
     * The secret that pairwise subjects are computed with, at least 32 characters. It must never change, for then every pairwise
     * client would see strangers. Needed once a client asks for pairwise subjects.
     */
    @WithName("pairwise-salt")
    Optional<String> pairwiseSalt();
}
