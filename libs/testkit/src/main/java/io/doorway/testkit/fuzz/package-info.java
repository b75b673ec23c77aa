/** Fuzzing with Jazzer: parsers of untrusted input are run with generated input, in a separate process. */
@NullMarked
package io.doorway.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
