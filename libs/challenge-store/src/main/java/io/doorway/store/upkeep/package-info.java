/**
 * What goes on in the background so that nothing is left lying: events whose maker died before it told Kafka, and challenges
 * whose deadline passed while nobody asked. Any number of instances may do both at once.
 */
@NullMarked
package io.doorway.store.upkeep;

import org.jspecify.annotations.NullMarked;
