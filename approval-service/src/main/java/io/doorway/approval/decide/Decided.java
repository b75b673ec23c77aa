package io.doorway.approval.decide;

import io.doorway.protocol.challenge.StateName;

/**
 * The phone's decision stands.
 *
 * @param state {@code approved} or {@code rejected}
 */
public record Decided(StateName state) {
    static final Decided APPROVED = new Decided(StateName.APPROVED);
    static final Decided REJECTED = new Decided(StateName.REJECTED);
}
