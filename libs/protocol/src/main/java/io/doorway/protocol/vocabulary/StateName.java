package io.doorway.protocol.vocabulary;

/** The names of the seven states of a challenge. */
public enum StateName implements WireName {
    CREATED,
    SCANNED,
    APPROVED,
    CONSUMED,
    REJECTED,
    CANCELLED,
    EXPIRED;

    /** Whether no transition leaves the state. */
    public boolean terminal() {
        return switch (this) {
            case CREATED, SCANNED, APPROVED -> false;
            case CONSUMED, REJECTED, CANCELLED, EXPIRED -> true;
        };
    }
}
