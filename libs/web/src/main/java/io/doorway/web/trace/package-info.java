/** One trace per login, across its browser, its phone and all services. */
@NullMarked
package io.doorway.web.trace;

import org.jspecify.annotations.NullMarked;
