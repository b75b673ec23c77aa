/**
 * Kafka, Redis and PostgreSQL for tests and for the local platform: the real servers, each a process of its own that can
 * be killed and started again on the same port with the same data.
 *
 * <p>A {@link io.doorway.testkit.servers.Server} says what the server is and when it answers; an
 * {@link io.doorway.testkit.servers.Engine} says how it runs: as a child process of this JVM (the default), or as a
 * container where the system property or environment variable {@code doorway.servers} is {@code containers}. Everything
 * listens on the loopback address alone, and nothing outlives this JVM, however it ends.
 */
@NullMarked
package io.doorway.testkit.servers;

import org.jspecify.annotations.NullMarked;
