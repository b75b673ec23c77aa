/**
 * The device authorization grant (RFC 8628), for clients that are registered for it: a television or a terminal shows a code, which a person
 * types into a browser; there, they log in as always.
 *
 * <p>{@link io.doorway.session.provider.device.DeviceAuthorizationResource} issues the codes, {@link
 * io.doorway.session.provider.device.VerificationResource} begins a login in the browser that the code was typed into and takes its
 * authorization response, and {@link io.doorway.session.provider.device.DeviceCodeGrantHandler} answers the device. The login is the same as
 * any other: the device's tokens are those of an authorization code that never leaves this service.
 *
 * <p>Trust boundary: whoever has a client's credentials can ask for codes, and nobody proves that the device is where the person is. See the
 * threat model.
 */
@NullMarked
package io.doorway.session.provider.device;

import org.jspecify.annotations.NullMarked;
