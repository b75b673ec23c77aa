/**
 * The security headers of every response, and the attributes of cookies.
 *
 * <p>{@link io.doorway.web.hardening.SecurityHeadersFilter} sets them before anything else examines the request, so that errors and
 * files have them too. A service declares its pages with {@link io.doorway.web.hardening.PagePolicy} beans. Every other response may
 * load and run nothing.
 */
@NullMarked
package io.doorway.web.hardening;

import org.jspecify.annotations.NullMarked;
