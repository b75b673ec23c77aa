/**
 * Requests that this service makes to relying parties: notices of a logout and of the end of a request without a browser, and the keys that
 * clients publish, which {@code provider/client} fetches. Every one of them resolves its host by {@link
 * io.doorway.session.provider.outgoing.OutgoingAddresses}.
 *
 * <p>Trust boundary: who registers a client chooses the address, so that no address of this machine or of a private network is accepted in
 * production ({@code PrivateAddressesCheck}). On a local platform they are, and {@link io.doorway.session.provider.outgoing.LoopbackTrust}
 * accepts every certificate of this machine. No redirect is followed, and the body of an answer to a notice is not read.
 */
@NullMarked
package io.doorway.session.provider.outgoing;

import org.jspecify.annotations.NullMarked;
