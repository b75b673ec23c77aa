/**
 * What every service has for its HTTP interface, whatever the service does: configuration, errors, limits and hardening.
 *
 * <p>A request passes, in this order: the security headers ({@code hardening}), the checks of its source and its body ({@code
 * request}), and the rate limits ({@code limit}). Then it reaches a resource of the service. All of it is untrusted until the resource
 * has verified it. No package here uses the challenge store, Redis or Kafka.
 */
@NullMarked
package io.doorway.web;

import org.jspecify.annotations.NullMarked;
