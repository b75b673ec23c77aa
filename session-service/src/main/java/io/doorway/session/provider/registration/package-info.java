/**
 * Dynamic registration of clients (RFC 7591, RFC 7592, OpenID Connect Dynamic Client Registration 1.0), if {@code
 * doorway.registration.enabled} is set.
 *
 * <p>{@link io.doorway.session.provider.registration.RegistrationResource} admits an operator's token of the role {@code registration} as
 * the initial access token, {@link io.doorway.session.provider.registration.ClientConfigurationResource} the registration access token of a
 * client. {@link io.doorway.session.provider.registration.SentMetadata} reads what is sent and fills in what the server chooses; the rules
 * are those of the operator's files. {@link io.doorway.session.provider.registration.StoredRegistrations} keeps the registrations in
 * PostgreSQL, and {@link io.doorway.session.provider.registration.LoadRegistrations} gives every instance what is stored.
 *
 * <p>Trust boundary: the token decides who may register; everything that is registered is untrusted, and a person is shown its name and
 * its domain.
 */
@NullMarked
package io.doorway.session.provider.registration;

import org.jspecify.annotations.NullMarked;
