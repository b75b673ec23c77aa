package io.doorway.bench;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;

/**
 * An authorization request that a relying party made.
 *
 * @param address where it sends the browser
 * @param state what must come back
 * @param verifier the PKCE secret behind it
 */
record Authorization(URI address, State state, CodeVerifier verifier) {}
