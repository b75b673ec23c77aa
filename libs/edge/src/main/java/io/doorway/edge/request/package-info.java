/**
 * What every request is held to before any of it is understood: whose it says it is, how long it is, how deep and how slow.
 */
@NullMarked
package io.doorway.edge.request;

import org.jspecify.annotations.NullMarked;
