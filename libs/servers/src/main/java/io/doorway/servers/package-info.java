/**
 * Kafka, Redis and PostgreSQL for tests and for the local platform: real servers, each in its own process, that can be killed and started
 * again at the same port with the same data.
 *
 * <p>A {@link io.doorway.servers.Server} knows its settings and its readiness check. A {@link io.doorway.servers.ServerRuntime} runs it: a
 * child process of this JVM or a container, as the {@link io.doorway.servers.Server.Mode} says. Every server listens only on the loopback
 * address, with a fixed password or none, and none outlives this JVM.
 */
@NullMarked
package io.doorway.servers;

import org.jspecify.annotations.NullMarked;
