/**
 * Where on the internet, and roughly where on earth, somebody is: as far as the operator's databases know, and no claim beyond.
 *
 * <p>Databases are in the MaxMind DB format. What they say is shown to a person, compared, and never decides alone.
 */
@NullMarked
package io.doorway.edge.place;

import org.jspecify.annotations.NullMarked;
