package io.doorway.protocol.challenge;

import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.Check;
import java.time.Instant;

/**
 * The response to the browser that consumed the approval. It is stored so that the same browser gets the same response again.
 *
 * @param code the authorization code
 * @param check the check that the browser passed
 * @param at the time of the consumption by the store's clock
 */
public record Consumption(SecretText code, Check check, Instant at) {}
