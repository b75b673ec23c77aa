/**
 * Records events: from the event topics to PostgreSQL and to the audit topic. Values of records are untrusted until {@link
 * io.doorway.audit.intake.ParsedRecord} has validated them.
 *
 * <p>Guarantees, whatever crashes:
 *
 * <ul>
 *   <li>No event is lost. Offsets are committed after every record of the batch is durable in PostgreSQL and on the audit topic (or on
 *       the dead-letter topic). Failures are retried without limit; the partition waits.
 *   <li>The table contains each event once: {@code uid} is unique.
 *   <li>The audit topic contains each event at least once, always with the same {@code ce_id}. Duplicates result only from a crash, a
 *       rebalance or a lost acknowledgement.
 *   <li>Events of one key keep their order in both. After a crash a duplicate may follow later events of its key.
 *   <li>A record that cannot be read goes to the dead-letter topic unchanged.
 * </ul>
 */
@NullMarked
package io.doorway.audit.intake;

import org.jspecify.annotations.NullMarked;
