/** The phone web app: static files, and the two addresses that open it. */
@NullMarked
package io.doorway.approval.app;

import org.jspecify.annotations.NullMarked;
