/** The challenge store, its outbox and Kafka's event log as beans. */
@NullMarked
package io.doorway.login.store;

import org.jspecify.annotations.NullMarked;
