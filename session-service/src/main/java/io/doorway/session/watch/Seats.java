package io.doorway.session.watch;

import io.doorway.edge.place.IpNetwork;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many connections each address holds open at this instance, so that none of them holds all. */
@ApplicationScoped
class Seats {

    private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();
    private final int most;

    Seats(WatchConfig config) {
        this.most = config.perAddress();
    }

    /** Whether there was one for this address. Whoever got it gives it back. */
    boolean take(String source) {
        AtomicBoolean got = new AtomicBoolean();
        taken.compute(IpNetwork.LINE.of(source), (line, before) -> {
            int now = before == null ? 0 : before;
            got.set(now < most);
            return got.get() ? Integer.valueOf(now + 1) : before;
        });
        return got.get();
    }

    void giveBack(String source) {
        taken.computeIfPresent(IpNetwork.LINE.of(source), (line, before) -> before == 1 ? null : before - 1);
    }
}
