/**
 * The risk assessment of a login at its scan: whether the browser is known, which risk signals there are, and what the login requires.
 *
 * <p>{@link io.doorway.approval.phone.risk.CollectRiskSignals} does the I/O. {@link io.doorway.approval.phone.risk.AssessRisk} is a
 * pure decision by the relying party's policy and the operator's. Signals come in part from untrusted requests: a signal can raise
 * what a login requires, and its absence never lowers it.
 */
@NullMarked
package io.doorway.approval.phone.risk;

import org.jspecify.annotations.NullMarked;
