/**
 * What a service does once before it is ready, so that the first person does not wait for a new JVM. Nothing of it enters a store, a topic or
 * the audit.
 */
@NullMarked
package io.doorway.web.warmup;

import org.jspecify.annotations.NullMarked;
