/**
 * The page at {@code /audit/}: static files without confidential content. The page fetches events with the operator's own token, like any
 * other client of {@code search}.
 */
@NullMarked
package io.doorway.audit.console;

import org.jspecify.annotations.NullMarked;
