/**
 * Who may ask for logins: relying parties, registered by the operator in one YAML file.
 *
 * <p>{@link io.doorway.session.client.ClientFile} reads the file strictly into {@link
 * io.doorway.session.client.RegisteredClient}s, {@link io.doorway.session.client.Clients} holds the last good reading and
 * follows changes, {@link io.doorway.session.client.AuthenticateClient} decides whether a caller is the client it says it is.
 * The file is trusted to name clients, but not to be free of mistakes; everything a caller sends is untrusted.
 */
@NullMarked
package io.doorway.session.client;

import org.jspecify.annotations.NullMarked;
