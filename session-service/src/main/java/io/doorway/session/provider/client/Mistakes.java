package io.doorway.session.provider.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects mistakes, so that a person who writes a registration learns of all of them at once. */
final class Mistakes {
    private final List<Mistake> found = new ArrayList<>();
    private final List<Mistake> unreadable = new ArrayList<>();

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
        mistake.mistakes().stream()
                .filter(each -> !found.contains(each) && !isUnreadable(each))
                .forEach(found::add);
    }

    /** Adds that the value of a property cannot be read. What follows from that, such as that it is missing, is not added afterwards. */
    void addUnreadable(Mistake mistake) {
        if (!isUnreadable(mistake)) {
            found.add(mistake);
            unreadable.add(mistake);
        }
    }

    private boolean isUnreadable(Mistake mistake) {
        return unreadable.stream()
                .anyMatch(other -> other.client().equals(mistake.client())
                        && other.property().equals(mistake.property()));
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
