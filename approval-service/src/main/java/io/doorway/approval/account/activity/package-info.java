/**
 * The activity list of an account, a projection of events that only the devices of the account can read.
 *
 * <p>It is written by events from Kafka, shortly after they happened.
 */
@NullMarked
package io.doorway.approval.account.activity;

import org.jspecify.annotations.NullMarked;
