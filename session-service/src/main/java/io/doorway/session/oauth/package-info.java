/**
 * What the endpoints of the OpenID Provider share: their addresses and settings, the tables of scopes and assurance, and the
 * passage between HTTP here and HTTP as the Nimbus SDK sees it, which parses and builds every protocol message.
 */
@NullMarked
package io.doorway.session.oauth;

import org.jspecify.annotations.NullMarked;
