package io.doorway.edge.proof;

/**
 * A key that a page has just proven to hold.
 *
 * @param thumbprint its RFC 7638 thumbprint, base64url
 */
public record BrowserKey(String thumbprint) {}
