package io.doorway.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What this instance did last, each for the one request that is likely to follow. The memory is bounded; the oldest is forgotten. What is
 * remembered saves a read, and decides nothing: whoever uses it has the store confirm it.
 */
public final class Recent<K, V> {

    private final Map<K, V> values;

    /** @param max how many are remembered */
    public Recent(int max) {
        this.values = new LinkedHashMap<>() {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > max;
            }
        };
    }

    /** Remembers a value in place of an earlier one of the key. */
    public synchronized void put(K key, V value) {
        values.put(key, value);
    }

    /** The value, once: it is forgotten, so that a request that names the key of another one finds it at most once. */
    public synchronized Optional<V> take(K key) {
        return Optional.ofNullable(values.remove(key));
    }
}
