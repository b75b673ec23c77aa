/**
 * The page at {@code /audit/}: static files that hold nothing worth protecting. What it shows, it fetches with the operator's own
 * token, as any other client of {@code search}.
 */
@NullMarked
package io.doorway.audit.console;

import org.jspecify.annotations.NullMarked;
