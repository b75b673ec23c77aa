package io.doorway.edge.limit;

import java.util.Locale;

/** By whom attempts are counted. */
public enum Subject {
    /** One line of one customer: an IPv4 address, an IPv6 /64. */
    ADDRESS(true),
    /** The addresses around it: IPv4 /24, IPv6 /48. */
    NETWORK(true),
    /** The autonomous system that announces the address, where the operator has a database of them. */
    SYSTEM(true),
    /** The relying party. */
    CLIENT(false),
    /** The relying party at one address, so that nobody uses up a client's share from elsewhere. */
    CLIENT_AT_ADDRESS(false),
    /** The phone's key. */
    CREDENTIAL(false),
    /** The person. */
    ACCOUNT(false);

    private final boolean atTheDoor;

    Subject(boolean atTheDoor) {
        this.atTheDoor = atTheDoor;
    }

    /** Whether it is known before anything of the request was verified. */
    boolean atTheDoor() {
        return atTheDoor;
    }

    /** In keys and documents. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
