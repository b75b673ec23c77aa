/** The phone web app: static files, and the addresses that open its page. */
@NullMarked
package io.doorway.approval.app;

import org.jspecify.annotations.NullMarked;
