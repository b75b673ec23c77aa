/**
 * Logins and actions that a client starts for a known account, without a browser (OpenID Connect Client-Initiated Backchannel Authentication
 * Core 1.0, modes poll and ping; FAPI-CIBA): a call centre or a till asks, and the person decides on their phone.
 *
 * <p>{@link io.doorway.session.provider.backchannel.BackchannelResource} accepts a request, {@link
 * io.doorway.session.provider.backchannel.StartBackchannelLogin} creates its challenge, {@link
 * io.doorway.session.provider.backchannel.BackchannelGrantHandler} answers the client that asks for tokens. The challenge has the same states
 * and events as that of a QR code: the client's token request consumes the approval in place of a browser, and redeems the code of it at once.
 *
 * <p>Trust boundary: only an authenticated client that is registered for it can ask. It learns nothing about which accounts exist. What it asks is
 * news to the person, so that the phone verifies its user unless the operator decided otherwise for a client, and a person can stop a client's requests.
 */
@NullMarked
package io.doorway.session.provider.backchannel;

import org.jspecify.annotations.NullMarked;
