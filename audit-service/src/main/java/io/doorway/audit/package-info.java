/**
 * The audit: every event of Doorway as an OCSF record, on a topic, in a searchable table, as a live stream and in a console.
 *
 * <p>{@code intake} reads the event topics and makes each event durable, {@code ocsf} maps events to OCSF records, {@code search} serves
 * queries and the stream, {@code console} the console's static files. Trust boundaries: records are validated by {@code intake} although
 * only Doorway's services may write to the event topics; queries require an operator's JWT with the role {@code security}.
 */
@NullMarked
package io.doorway.audit;

import org.jspecify.annotations.NullMarked;
