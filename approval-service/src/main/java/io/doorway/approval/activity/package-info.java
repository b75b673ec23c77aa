/**
 * What happened to an account: a projection of the events, for its person alone.
 *
 * <p>It is written by what Kafka tells, a moment after it happened, and read by the devices of the account.
 */
@NullMarked
package io.doorway.approval.activity;

import org.jspecify.annotations.NullMarked;
