/** Fuzzing by Jazzer: readers of what strangers send are given, in a program of their own, what no person would think of. */
@NullMarked
package io.doorway.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
