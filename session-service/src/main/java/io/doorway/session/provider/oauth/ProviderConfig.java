package io.doorway.session.provider.oauth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Configuration of the OpenID Provider. */
@ConfigMapping(prefix = "doorway")
public interface ProviderConfig {
    /** The YAML files of registered clients, separated by commas. Changes are applied while the service runs. */
    List<Path> clients();

    /**
     * The private keys that sign ID tokens, as a JWK set or a PKCS#12 store: for ES256 (EC on P-256), RS256 and, if a client registers it, PS256
     * (RSA of at least 2048 bits). A key signs from its {@code nbf} until another begins, and is published until its {@code exp}. Changes are
     * applied while the service runs.
     */
    @WithName("signing-keys")
    Path signingKeys();

    /** The file with the password of the PKCS#12 store of {@code doorway.signing-keys}. */
    @WithName("signing-keys-password-file")
    Optional<Path> signingKeysPasswordFile();

    /** The values of {@code action} that a relying party may request. */
    @WithDefault("login,payment,add-payee")
    @WithName("action-types")
    Set<String> actionTypes();

    /**
     * A directory with the JSON Schema of each type of {@code authorization_details}, {@code <type>.json}. It replaces the schemas of
     * payment and add-payee that are built in. A type without a file has the short form only.
     */
    @WithName("action-schemas")
    Optional<Path> actionSchemas();

    /** The values of {@code action} that require a passkey and a pushed request, for every client. */
    @WithDefault("payment,add-payee")
    @WithName("high-risk-actions")
    Set<String> highRiskActions();

    /** The claims that the scope {@code profile} releases, of those that OpenID Connect Core section 5.4 names. A person is shown each. */
    @WithDefault("name,given_name,family_name")
    @WithName("profile-claims")
    Set<String> profileClaims();

    /**
     * The secret from which pairwise subjects are computed, at least 32 characters. It must never change, because all pairwise subjects
     * would change with it. Required if a client has pairwise subjects.
     */
    @WithName("pairwise-salt")
    Optional<String> pairwiseSalt();
}
