package io.doorway.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.clients.operator.OperatorClient;
import io.doorway.protocol.event.AttemptRefused;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.ChallengeEvent.ChallengeApproved;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCreated;
import io.doorway.protocol.event.ChallengeEvent.ChallengeScanned;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.SessionEvent;
import io.doorway.protocol.event.SessionEvent.TokensIssued;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Checks after a run that the audit contains, for every login, each of its transitions and the issue of its tokens exactly once, and no
 * other transition. What else is known of a login, such as that its browser is remembered, may be there once.
 */
final class AuditCheck {

    private static final Set<Class<? extends Event>> EXPECTED = Set.of(
            ChallengeCreated.class,
            ChallengeScanned.class,
            ChallengeApproved.class,
            ChallengeConsumed.class,
            TokensIssued.class);

    private static final Map<String, Class<?>> TYPES = Arrays.stream(
                    requireNonNull(Event.class.getAnnotation(JsonSubTypes.class))
                            .value())
            .collect(Collectors.toMap(JsonSubTypes.Type::name, JsonSubTypes.Type::value));

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final OperatorClient security;

    /**
     * A check with the given operator.
     *
     * @param security has the role {@code security}
     */
    AuditCheck(OperatorClient security) {
        this.security = security;
    }

    /**
     * Waits at most one minute until the audit is complete, and returns one sentence for each login with missing or duplicate events.
     *
     * @param challenges the challenges of the logins
     * @param since the time of the first event that is read
     */
    List<String> deviations(Collection<String> challenges, Instant since) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        List<String> deviations = compare(challenges, read(since));
        while (!deviations.isEmpty() && System.nanoTime() < deadline) {
            pause();
            deviations = compare(challenges, read(since));
        }
        return deviations;
    }

    private static List<String> compare(Collection<String> challenges, Map<String, Map<String, Integer>> recorded) {
        List<String> deviations = new ArrayList<>();
        for (String challenge : challenges) {
            Map<String, Integer> found = recorded.getOrDefault(challenge, Map.of());
            if (!isComplete(found)) {
                deviations.add(challenge + " is recorded as " + found);
            }
        }
        return deviations;
    }

    /**
     * Whether these events are those of one completed login.
     *
     * @param found the number of events of each type
     */
    static boolean isComplete(Map<String, Integer> found) {
        return TYPES.entrySet().stream()
                        .filter(type -> EXPECTED.contains(type.getValue()))
                        .allMatch(type -> found.getOrDefault(type.getKey(), 0) == 1)
                && found.entrySet().stream().allMatch(type -> type.getValue() == 1 && mayAppear(type.getKey()));
    }

    private static boolean mayAppear(String name) {
        Class<?> type = TYPES.get(name);
        return type != null && (EXPECTED.contains(type) || !isOfTheLogin(type));
    }

    private static boolean isOfTheLogin(Class<?> type) {
        return ChallengeEvent.class.isAssignableFrom(type)
                || SessionEvent.class.isAssignableFrom(type)
                || type == AttemptRefused.class;
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
