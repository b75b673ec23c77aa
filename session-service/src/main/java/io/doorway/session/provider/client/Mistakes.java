package io.doorway.session.provider.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects mistakes, so that a person who writes a registration learns of all of them at once. */
final class Mistakes {
    private final List<Mistake> found = new ArrayList<>();

    /**
     * Runs a check.
     *
     * @param valueIfWrong the result if the check finds a mistake; nobody uses it after {@link #throwIfAny}
     */
    <T extends @Nullable Object> T collect(Supplier<T> check, T valueIfWrong) {
        try {
            return check.get();
        } catch (InvalidClientsException e) {
            add(e);
            return valueIfWrong;
        }
    }

    void collect(Runnable check) {
        try {
            check.run();
        } catch (InvalidClientsException e) {
            add(e);
        }
    }

    void add(InvalidClientsException mistake) {
        mistake.mistakes().stream().filter(each -> !found.contains(each)).forEach(found::add);
    }

    /** What was found so far. */
    List<Mistake> found() {
        return List.copyOf(found);
    }

    /** @throws InvalidClientsException with every mistake that was found */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidClientsException(found);
        }
    }
}
