package io.doorway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.testkit.operator.Operator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the audit after a run and says what it lacks or has twice: every login must be there with each of its transitions, once, and
 * its tokens, once.
 */
public final class AuditCheck {

    private static final List<String> EXPECTED =
            List.of("ChallengeCreated", "ChallengeScanned", "ChallengeApproved", "ChallengeConsumed", "TokensIssued");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Operator security;

    /** @param security an operator with the role {@code security} */
    public AuditCheck(Operator security) {
        this.security = security;
    }

    /**
     * Waits until the audit has caught up, a minute at most, and returns one sentence for each login that is not there exactly once.
     *
     * @param challenges of the logins
     * @param since from when on
     */
    public List<String> deviations(Collection<String> challenges, Instant since) {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        List<String> deviations = compare(challenges, read(since));
        while (!deviations.isEmpty() && System.nanoTime() < patience) {
            pause();
            deviations = compare(challenges, read(since));
        }
        return deviations;
    }

    private static List<String> compare(Collection<String> challenges, Map<String, Map<String, Integer>> recorded) {
        Map<String, Integer> once = new TreeMap<>();
        EXPECTED.forEach(type -> once.put(type, 1));
        List<String> deviations = new ArrayList<>();
        for (String challenge : challenges) {
            Map<String, Integer> found = recorded.getOrDefault(challenge, Map.of());
            if (!found.equals(once)) {
                deviations.add(challenge + " is recorded as " + found);
            }
        }
        return deviations;
    }

    /** How often each event type is recorded, by challenge. */
    private Map<String, Map<String, Integer>> read(Instant since) {
        Map<String, Map<String, Integer>> recorded = new HashMap<>();
        String after = "";
        do {
            JsonNode page = security.get("/audit/events?limit=200&from=" + since + after);
            page.get("events").forEach(event -> {
                String challenge = event.at("/metadata/correlation_uid").asText();
                String type = event.at("/unmapped/doorway/type").asText();
                recorded.computeIfAbsent(challenge, none -> new TreeMap<>()).merge(type, 1, Integer::sum);
            });
            after = page.has("next") ? "&after=" + page.get("next").asText() : "";
        } while (!after.isEmpty());
        return recorded;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
