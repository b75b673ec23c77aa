/**
 * What the endpoints of the OpenID Provider share: their addresses and configuration, the claims of each scope, tokens and records in Redis,
 * and the conversion of HTTP messages for the Nimbus SDK, which parses and builds every protocol message.
 */
@NullMarked
package io.doorway.session.provider.oauth;

import org.jspecify.annotations.NullMarked;
