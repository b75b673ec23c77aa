/** The challenge store, its outbox and Kafka's event log as beans, and the challenge of a request. */
@NullMarked
package io.doorway.login.store;

import org.jspecify.annotations.NullMarked;
