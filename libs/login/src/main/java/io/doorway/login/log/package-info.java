/** The challenge id in log lines, and one log line for each event. */
@NullMarked
package io.doorway.login.log;

import org.jspecify.annotations.NullMarked;
