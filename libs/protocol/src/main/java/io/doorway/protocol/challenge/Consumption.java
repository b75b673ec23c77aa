package io.doorway.protocol.challenge;

import io.doorway.protocol.secret.SecretText;
import java.time.Instant;

/**
 * The one answer that a consumed challenge gave its browser, kept so that the same browser, asking again, gets the same.
 *
 * @param code the authorization code
 * @param check what the browser presented for it
 * @param at when, by the store's clock
 */
public record Consumption(SecretText code, Check check, Instant at) {}
