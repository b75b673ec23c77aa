/** Proofs that a request comes from the page whose key a challenge is bound to. */
@NullMarked
package io.doorway.edge.proof;

import org.jspecify.annotations.NullMarked;
