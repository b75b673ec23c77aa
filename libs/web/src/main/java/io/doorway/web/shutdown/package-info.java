/**
 * The end of an instance whose users go on at another one.
 *
 * <p>On SIGTERM the framework answers readiness with 503 at once, goes on serving for {@code quarkus.shutdown.delay}, finishes requests
 * for at most {@code quarkus.shutdown.timeout}, and then closes its connections to the servers. This package adds what the framework does
 * not do: it ends connections that would not end by themselves.
 */
@NullMarked
package io.doorway.web.shutdown;

import org.jspecify.annotations.NullMarked;
