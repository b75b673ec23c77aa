/** What every log line says of the login that it is about. */
@NullMarked
package io.doorway.edge.log;

import org.jspecify.annotations.NullMarked;
