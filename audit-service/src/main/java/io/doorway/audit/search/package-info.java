/**
 * What operators may ask of the recorded events. Every address asks for the role {@code security}; a parameter that is wrong or
 * unknown is named in a problem, for a filter that is silently ignored shows too much or hides an attack.
 */
@NullMarked
package io.doorway.audit.search;

import org.jspecify.annotations.NullMarked;
