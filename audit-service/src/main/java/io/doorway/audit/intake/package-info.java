/**
 * From the fact topics to the table and the audit topic.
 *
 * <p>What holds, whatever crashes when:
 *
 * <ul>
 *   <li>Nothing is lost: offsets are committed only after every record of the batch is in PostgreSQL, then on the audit topic
 *       (or on the dead-letter topic), acknowledged by all in-sync replicas. What fails is tried until it works; the partition
 *       waits.
 *   <li>The table has each event once: its unique {@code uid} refuses the second.
 *   <li>The audit topic has each event at least once, and each copy the same {@code ce_id}. A copy more comes only from a crash,
 *       a rebalance or a lost acknowledgement; a reader who drops a {@code ce_id} seen before has each event once.
 *   <li>Events of one key keep their order in both. After a crash a copy may follow later events of its key.
 *   <li>A record that cannot be read goes to the dead-letter topic as it came, and the partition moves on.
 * </ul>
 */
@NullMarked
package io.doorway.audit.intake;

import org.jspecify.annotations.NullMarked;
