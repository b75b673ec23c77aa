package io.doorway.protocol.vocabulary;

/** When a relying party requires proof that the browser is in front of the person who approved. */
public enum CheckPolicy implements WireName {
    /** Never. */
    NEVER,
    /** In a browser that the account does not know. */
    UNKNOWN,
    /** For every login. */
    ALWAYS
}
