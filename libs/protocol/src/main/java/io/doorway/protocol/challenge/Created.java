package io.doorway.protocol.challenge;

import io.doorway.protocol.event.ChallengeCreated;
import io.doorway.protocol.event.ChallengeScanned;
import io.doorway.protocol.secret.SecretBytes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The QR code is on the screen; nobody has scanned it.
 *
 * @param frameKey the key of the QR frames' MAC
 */
public record Created(ChallengeId id, long version, Asked asked, SecretBytes frameKey, Instant deadline)
        implements Open {

    /** A new challenge. */
    public static Decision<Created> create(ChallengeId id, Asked asked, SecretBytes frameKey) {
        Instant deadline = asked.createdAt().plus(asked.timing().scanWithin());
        Created created = new Created(id, 1, asked, frameKey, deadline);
        return new Decision<>(created, ChallengeCreated.of(created));
    }

    /** A credential claims the challenge: only it may decide from now on. */
    public Decision<Scanned> scan(Scan scan, @Nullable String phoneIp) {
        Instant decideBy = scan.at().plus(asked.timing().decideWithin());
        Scanned next = new Scanned(id, version + 1, asked, frameKey, scan, decideBy);
        return new Decision<>(next, ChallengeScanned.of(next, phoneIp));
    }
}
