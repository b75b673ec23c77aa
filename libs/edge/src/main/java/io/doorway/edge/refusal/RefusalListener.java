package io.doorway.edge.refusal;

import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.RefusalReason;

/** Hears of every refused attempt, also of those that the audit is told no more of. It must neither wait nor fail. */
public interface RefusalListener {

    void refused(Attempt attempt, RefusalReason reason, Who who);
}
