package io.doorway.local;

import static java.util.Objects.requireNonNull;

import io.doorway.local.Platform.Parts;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.protocol.vocabulary.ChallengeId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The QR codes that the login pages of a local platform show at this moment, without a screen: computed from the challenges in the platform's
 * Redis. Whoever can read them there has every secret of the platform.
 */
final class ShownCodes {

    private static final String KEYS = "{b*}:challenge:*";
    private static final String FIRST_CURSOR = "0";

    private final String redis;
    private final String issuer;

    ShownCodes(RunningPlatform platform) {
        redis = requireNonNull(platform.addresses().get(Parts.REDIS), Parts.REDIS);
        issuer = platform.issuer();
    }

    /** The content of the code on the page that was opened last; empty if no page shows a code. */
    Optional<String> newest() {
        return link(challenges()
                .max(Comparator.comparing(challenge -> challenge.loginRequest().createdAt())));
    }

    /** The content of the code of this challenge; empty if it is not shown. */
    Optional<String> of(ChallengeId id) {
        return link(challenges().filter(challenge -> challenge.id().equals(id)).findFirst());
    }

    private Optional<String> link(Optional<Created> challenge) {
        return challenge.map(created -> {
            QrFrames frames = QrFrames.of(created);
            return issuer + "/q/" + frames.at(frames.second(Instant.now())).encode();
        });
    }

    private Stream<Created> challenges() {
        try (RedisConnection connection = new RedisConnection(redis)) {
            Instant now = Instant.now();
            List<Created> shown = new ArrayList<>();
            for (String key : keys(connection)) {
                if (read(connection.text("HGET", key, "state")) instanceof Created created
                        && created.deadline().isAfter(now)) {
                    shown.add(created);
                }
            }
            return shown.stream();
        } catch (IOException e) {
            throw new LocalPlatformException("the local platform's Redis does not answer: " + redis, e);
        }
    }

    private static List<String> keys(RedisConnection connection) throws IOException {
        List<String> keys = new ArrayList<>();
        String cursor = FIRST_CURSOR;
        do {
            List<?> page = connection.list("SCAN", cursor, "MATCH", KEYS, "COUNT", "1000");
            cursor = String.valueOf(page.get(0));
            ((List<?>) page.get(1)).forEach(key -> keys.add(String.valueOf(key)));
        } while (!cursor.equals(FIRST_CURSOR));
        return keys;
    }

    private static @Nullable Challenge read(@Nullable String state) {
        return state == null ? null : Json.readChallenge(state);
    }
}
