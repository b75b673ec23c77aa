package io.doorway.protocol.vocabulary;

/**
 * The relying party of a login, as registered.
 *
 * @param id the OAuth {@code client_id}
 * @param name the registered name, which the person is shown
 * @param domain the host of the registered {@code client_uri}, which the person is shown beside the name
 */
public record RelyingParty(ClientId id, String name, String domain) {}
