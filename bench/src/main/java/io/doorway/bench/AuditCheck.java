package io.doorway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.clients.operator.OperatorClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Checks after a run that the audit contains, for every login, each of its transitions exactly once and the issue of its tokens exactly
 * once.
 */
public final class AuditCheck {

    private static final List<String> EXPECTED =
            List.of("ChallengeCreated", "ChallengeScanned", "ChallengeApproved", "ChallengeConsumed", "TokensIssued");

    /** A login from an unknown browser, which is remembered after the confirmation code. */
    private static final String BROWSER_REMEMBERED = "BrowserRemembered";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final OperatorClient security;

    /**
     * A check with the given operator.
     *
     * @param security has the role {@code security}
     */
    public AuditCheck(OperatorClient security) {
        this.security = security;
    }

    /**
     * Waits at most one minute until the audit is complete, and returns one sentence for each login with missing or duplicate events.
     *
     * @param challenges the challenges of the logins
     * @param since the time of the first event that is read
     */
    public List<String> deviations(Collection<String> challenges, Instant since) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        List<String> deviations = compare(challenges, read(since));
        while (!deviations.isEmpty() && System.nanoTime() < deadline) {
            pause();
            deviations = compare(challenges, read(since));
        }
        return deviations;
    }

    private static List<String> compare(Collection<String> challenges, Map<String, Map<String, Integer>> recorded) {
        Map<String, Integer> expected = EXPECTED.stream().collect(Collectors.toMap(type -> type, type -> 1));
        List<String> deviations = new ArrayList<>();
        for (String challenge : challenges) {
            Map<String, Integer> found = new TreeMap<>(recorded.getOrDefault(challenge, Map.of()));
            found.remove(BROWSER_REMEMBERED, 1);
            if (!found.equals(expected)) {
                deviations.add(challenge + " is recorded as " + found);
            }
        }
        return deviations;
    }

    /** The number of recorded events of each type, by challenge. */
    private Map<String, Map<String, Integer>> read(Instant since) {
        Map<String, Map<String, Integer>> recorded = new HashMap<>();
        String after = "";
        do {
            JsonNode page = security.get("/audit/events?limit=200&from=" + since + after);
            page.get("events").forEach(event -> {
                String challenge = event.at("/metadata/correlation_uid").asText();
                String type = event.at("/unmapped/doorway/type").asText();
                recorded.computeIfAbsent(challenge, absent -> new TreeMap<>()).merge(type, 1, Integer::sum);
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
