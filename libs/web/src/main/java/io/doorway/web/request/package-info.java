/**
 * Checks of every request before it is routed: its source, and the size and the speed of its body. The headers are untrusted, except
 * {@code X-Forwarded-For} from a trusted proxy.
 */
@NullMarked
package io.doorway.web.request;

import org.jspecify.annotations.NullMarked;
