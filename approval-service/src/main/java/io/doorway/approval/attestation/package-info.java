/**
 * What a platform says of a new key: that it was made in its hardware and cannot leave. The protocol carries it and the database
 * keeps it as it came; nothing is believed that no {@link io.doorway.approval.attestation.AttestationVerifier} has verified.
 */
@NullMarked
package io.doorway.approval.attestation;

import org.jspecify.annotations.NullMarked;
