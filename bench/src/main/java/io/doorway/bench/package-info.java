/**
 * The benchmark: complete logins at a given rate against a running local platform. It measures the latency and the CPU time of logins, and
 * checks that the audit contains every event exactly once.
 *
 * <p>The workload is open: logins start at the given rate, however long earlier logins take. A latency is measured from the intended start,
 * so that a stall of the platform is measured and not omitted.
 */
@NullMarked
package io.doorway.bench;

import org.jspecify.annotations.NullMarked;
