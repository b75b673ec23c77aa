package io.doorway.protocol.challenge;

import java.time.Instant;
import java.util.List;

/**
 * The scan that claimed a challenge for one credential.
 *
 * @param credential the credential that scanned; no other may decide
 * @param account whose credential it is
 * @param risk the risk flags that the phone was told to show
 * @param at when, by the store's clock
 */
public record Scan(String credential, String account, List<String> risk, Instant at) {

    public Scan {
        risk = List.copyOf(risk);
    }
}
