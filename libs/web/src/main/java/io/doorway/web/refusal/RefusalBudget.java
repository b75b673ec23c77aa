package io.doorway.web.refusal;

import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.web.geography.IpNetwork;
import io.doorway.web.refusal.RefusalPublisher.RefusalConfig;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which refusals of an interval are published each by itself, and counts the others by network and reason.
 *
 * <p>An address, a network and the instance have budgets, and each reason has a share of the instance's that no other reason can use:
 * a flood of one reason does not hide another. What exceeds a budget is summarised, never forgotten. Rate-limited attempts are always
 * summarised.
 *
 * <p>The memory is bounded without a cut-off: if too many addresses are counted, a further one is counted with its network only, and
 * if too many networks have a summary, a further one is summarised as {@link #OTHER_NETWORKS}.
 */
final class RefusalBudget {

    /** The name of all networks that have no summary of their own. */
    static final String OTHER_NETWORKS = "other networks";

    static final int MAX_ADDRESSES = 4096;
    static final int MAX_NETWORKS = 1024;
    static final int MAX_SUMMARIES = 256;
    static final int MAX_SOURCES = 1000;

    private static final int REASONS = RefusalReason.values().length;

    private final RefusalConfig config;
    private final int share;
    private final Map<String, Integer> byAddress = new HashMap<>();
    private final Map<String, Integer> byNetwork = new HashMap<>();
    private final Map<RefusalReason, Integer> byReason = new EnumMap<>(RefusalReason.class);
    private final Map<Subject, Suppressed> suppressed = new HashMap<>();
    private int common;

    RefusalBudget(RefusalConfig config) {
        this.config = config;
        this.share = Math.max(1, config.perInstance() / 2 / REASONS);
        this.common = config.perInstance() / 2;
    }

    /** What a summary is about. */
    private record Subject(String network, RefusalReason reason) {}

    /**
     * Refusals that were not published.
     *
     * @param network the network of their sources, or {@link #OTHER_NETWORKS}
     * @param refusals how many
     * @param sources the addresses they came from, at most {@link #MAX_SOURCES}
     * @param intervals of how many intervals, at least 1
     */
    record Summary(String network, RefusalReason reason, long refusals, Set<String> sources, int intervals) {}

    private static final class Suppressed {
        private long refusals;
        private final Set<String> sources = new HashSet<>();
        private int intervals = 1;

        void add(long more, Collection<String> addresses) {
            refusals += more;
            addresses.stream().limit(MAX_SOURCES - sources.size()).forEach(sources::add);
        }

        Summary summary(Subject subject) {
            return new Summary(subject.network(), subject.reason(), refusals, Set.copyOf(sources), intervals);
        }
    }

    /** Whether the refusal is published by itself. Otherwise it is counted in a summary. */
    synchronized boolean tryAcquire(RefusalReason reason, String source) {
        String address = IpNetwork.ADDRESS.of(source);
        String network = IpNetwork.NETWORK.of(source);
        boolean within = reason != RefusalReason.RATE_LIMITED
                && hasCapacity(byAddress, address, config.perAddress())
                && hasCapacity(byNetwork, network, config.perNetwork())
                && takeShare(reason);
        if (within) {
            count(byAddress, address, MAX_ADDRESSES);
            count(byNetwork, network, MAX_NETWORKS);
        } else {
            suppress(reason, source);
        }
        return within;
    }

    /** Counts a refusal that was admitted and could not be published. */
    synchronized void suppress(RefusalReason reason, String source) {
        suppressed(IpNetwork.NETWORK.of(source), reason).add(1, List.of(IpNetwork.ADDRESS.of(source)));
    }

    /** Adds a summary that could not be published to those of the interval that has begun meanwhile. */
    synchronized void restore(Summary summary) {
        Suppressed suppressed = suppressed(summary.network(), summary.reason());
        suppressed.add(summary.refusals(), summary.sources());
        suppressed.intervals = Math.max(suppressed.intervals, summary.intervals() + 1);
    }

    private Suppressed suppressed(String network, RefusalReason reason) {
        Subject own = new Subject(network, reason);
        Subject subject = suppressed.containsKey(own) || suppressed.size() < MAX_SUMMARIES
                ? own
                : new Subject(OTHER_NETWORKS, reason);
        return suppressed.computeIfAbsent(subject, first -> new Suppressed());
    }

    /** Ends the interval: its summaries, and every budget is full again. */
    synchronized List<Summary> endInterval() {
        List<Summary> summaries = suppressed.entrySet().stream()
                .map(each -> each.getValue().summary(each.getKey()))
                .toList();
        byAddress.clear();
        byNetwork.clear();
        byReason.clear();
        suppressed.clear();
        common = config.perInstance() / 2;
        return summaries;
    }

    private boolean takeShare(RefusalReason reason) {
        int used = byReason.getOrDefault(reason, 0);
        if (used < share) {
            byReason.put(reason, used + 1);
            return true;
        }
        if (common > 0) {
            common--;
            return true;
        }
        return false;
    }

    private static boolean hasCapacity(Map<String, Integer> counts, String name, int max) {
        return counts.getOrDefault(name, 0) < max;
    }

    private static void count(Map<String, Integer> counts, String name, int maxNames) {
        if (counts.containsKey(name) || counts.size() < maxNames) {
            counts.merge(name, 1, Integer::sum);
        }
    }
}
