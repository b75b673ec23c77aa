/**
 * Registration and authentication of relying parties. The operator registers them in YAML files.
 *
 * <p>{@link io.doorway.session.provider.client.ClientFile} parses a file strictly, {@link
 * io.doorway.session.provider.client.ClientRules} validates each registration, {@link io.doorway.session.provider.client.Clients} holds
 * the last valid version and follows changes, and {@link io.doorway.session.provider.client.AuthenticateClient} authenticates a request.
 *
 * <p>Trust boundary: the files are trusted, but may contain errors. Everything in a request, and every key set that a client publishes, is
 * untrusted.
 */
@NullMarked
package io.doorway.session.provider.client;

import org.jspecify.annotations.NullMarked;
