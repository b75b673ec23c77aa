package io.doorway.protocol.challenge;

import io.doorway.protocol.secret.SecretText;
import java.time.Instant;

/**
 * The one answer that a consumed challenge gave its browser, kept so that the same browser, asking again, gets the same.
 *
 * @param code the authorization code
 * @param at when, by the store's clock
 */
public record Consumption(SecretText code, Instant at) {}
