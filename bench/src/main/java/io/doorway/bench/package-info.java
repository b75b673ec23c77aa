/**
 * The benchmark: complete logins against a running local platform. It measures the latency, the CPU time and the messages of logins in
 * several windows, and checks that the audit contains every event exactly once.
 *
 * <p>With a rate the workload is open: logins start at that rate, however long earlier logins take, and a latency is measured from the
 * intended start, so that a stall of the platform is measured and not omitted. Saturation starts a login as soon as one ends.
 */
@NullMarked
package io.doorway.bench;

import org.jspecify.annotations.NullMarked;
