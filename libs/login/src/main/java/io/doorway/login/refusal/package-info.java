/**
 * The answers to refused attempts, and their events on Kafka.
 *
 * <p>{@link io.doorway.login.refusal.RefusalProblems} maps a reason to the problem that the client gets, which may contain less than
 * the reason. The events contain the reason itself.
 */
@NullMarked
package io.doorway.login.refusal;

import org.jspecify.annotations.NullMarked;
