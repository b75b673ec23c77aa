package io.doorway.edge.limit;

import io.doorway.edge.limit.Cells.Cell;
import io.doorway.edge.place.IpNetwork;
import io.doorway.edge.refusal.RefusalListener;
import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.RefusalReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Counts what was refused because it was made up or taken from elsewhere: no honest program sends many of these. An address that
 * does is stopped at the door before any further signature of its is verified.
 */
@ApplicationScoped
class Forgeries implements RefusalListener {

    private static final Logger LOGGER = Logger.getLogger(Forgeries.class);

    private static final Set<RefusalReason> FORGED = EnumSet.of(
            RefusalReason.UNKNOWN_CHALLENGE,
            RefusalReason.WRONG_BROWSER_KEY,
            RefusalReason.WRONG_TICKET,
            RefusalReason.WRONG_FRAME,
            RefusalReason.WRONG_SIGNATURE,
            RefusalReason.WRONG_TRANSCRIPT,
            RefusalReason.WRONG_ENROLMENT_CODE,
            RefusalReason.UNATTESTED,
            RefusalReason.WRONG_CODE,
            RefusalReason.WRONG_RETURN,
            RefusalReason.WRONG_PASSKEY,
            RefusalReason.MALFORMED,
            RefusalReason.REPLAYED);

    private final Cells cells;
    private final Rates rates;

    Forgeries(Cells cells, Rates rates) {
        this.cells = cells;
        this.rates = rates;
    }

    /** Does not delay the answer, which is a refusal already. */
    @Override
    public void refused(Attempt attempt, RefusalReason reason, Who who) {
        if (FORGED.contains(reason)) {
            cells.take(List.of(cell(attempt, who.source(), rates, true)))
                    .subscribe()
                    .with(counted -> {}, e -> LOGGER.warnf("a forgery could not be counted: %s", e.getMessage()));
        }
    }

    static Cell cell(Attempt attempt, String source, Rates rates, boolean counts) {
        Limit limit = Limit.FORGE_BY_ADDRESS;
        return new Cell(limit, Limits.key(limit, attempt, IpNetwork.LINE.of(source)), rates.of(limit), counts);
    }
}
