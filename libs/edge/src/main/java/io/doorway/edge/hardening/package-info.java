/**
 * What every response tells a browser about how little it may do with it.
 *
 * <p>{@link io.doorway.edge.hardening.HardenResponses} stands in front of everything that a service answers, errors and files
 * included. A service names its pages by {@link io.doorway.edge.hardening.PagePolicy} beans; whatever is no page may do nothing.
 */
@NullMarked
package io.doorway.edge.hardening;

import org.jspecify.annotations.NullMarked;
