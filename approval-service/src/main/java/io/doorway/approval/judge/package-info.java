/**
 * What a login is made of at its scan: is the browser known, what should the person look at twice, what will it take.
 *
 * <p>{@link io.doorway.approval.judge.GatherFindings} asks databases; {@link io.doorway.approval.judge.JudgeLogin} decides from what
 * it found, by the relying party's policy and the operator's, and asks nobody. Signals warn and raise what is asked for; the lack
 * of one never lowers it.
 */
@NullMarked
package io.doorway.approval.judge;

import org.jspecify.annotations.NullMarked;
