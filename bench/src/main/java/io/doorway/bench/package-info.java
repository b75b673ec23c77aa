/**
 * Complete logins at a given rate against a running platform: what a login costs and how long it takes, and whether anything was
 * lost or doubled.
 *
 * <p>The load is open: logins begin when the rate says, however long the ones before take, and a latency is counted from the
 * intended beginning, so that a stall is seen and not omitted.
 */
@NullMarked
package io.doorway.bench;

import org.jspecify.annotations.NullMarked;
