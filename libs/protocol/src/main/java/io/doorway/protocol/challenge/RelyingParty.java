package io.doorway.protocol.challenge;

/**
 * Who asks for the login, as registered.
 *
 * @param id the OAuth {@code client_id}
 * @param name the registered name, shown to the person
 * @param domain the host of the registered {@code client_uri}, shown beside the name
 */
public record RelyingParty(String id, String name, String domain) {}
