/** Bodies that strangers send. */
@NullMarked
package io.doorway.edge.body;

import org.jspecify.annotations.NullMarked;
