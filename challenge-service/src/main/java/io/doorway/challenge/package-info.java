/**
 * Issues challenges, draws their QR frames, cancels and expires them.
 *
 * <p>A request comes from a page, with a login ticket (for a new challenge) or with the binding cookie and a proof of the page's
 * key (for its own). Nothing is believed before these are verified; whoever is not the browser of a challenge gets the answer for
 * one that does not exist.
 */
@NullMarked
package io.doorway.challenge;

import org.jspecify.annotations.NullMarked;
