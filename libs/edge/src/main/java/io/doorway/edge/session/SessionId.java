package io.doorway.edge.session;

import io.doorway.protocol.Base64Url;
import io.doorway.protocol.Sha256;
import io.doorway.protocol.challenge.ChallengeId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The name of the session that one consumed challenge led to: the same whoever computes it. */
public final class SessionId {
    private static final int BYTES = 16;

    private SessionId() {}

    public static String of(ChallengeId id) {
        byte[] hash = Sha256.of(("session:" + id.value()).getBytes(StandardCharsets.US_ASCII));
        return Base64Url.encode(Arrays.copyOf(hash, BYTES));
    }
}
