/** One trace per login, across browsers, phones and services. */
@NullMarked
package io.doorway.edge.trace;

import org.jspecify.annotations.NullMarked;
