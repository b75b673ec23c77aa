/**
 * Queries of operators. Every request requires a JWT with the role {@code security}. A parameter that is invalid or unknown is a problem
 * that names it: a filter that is ignored shows too much or hides an attack.
 */
@NullMarked
package io.doorway.audit.search;

import org.jspecify.annotations.NullMarked;
