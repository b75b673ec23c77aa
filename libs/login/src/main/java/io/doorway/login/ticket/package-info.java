/**
 * Login tickets. session-service signs a ticket for a validated authorization request and gives it to the login page;
 * challenge-service verifies it and creates challenges for it.
 *
 * <p>A ticket passes through the browser and is untrusted until its signature is verified.
 */
@NullMarked
package io.doorway.login.ticket;

import org.jspecify.annotations.NullMarked;
