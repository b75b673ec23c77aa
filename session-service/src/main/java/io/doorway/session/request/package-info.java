/**
 * What a relying party may ask: the parameters as they came, the checks in their order, and what is kept of a request that
 * passed them. Untrusted text comes in; an {@link io.doorway.session.request.AcceptedRequest} is trusted by all that follows.
 */
@NullMarked
package io.doorway.session.request;

import org.jspecify.annotations.NullMarked;
