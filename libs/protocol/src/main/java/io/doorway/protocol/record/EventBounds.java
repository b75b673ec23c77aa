package io.doorway.protocol.record;

import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.RefusalsSuppressed;
import io.doorway.protocol.record.ReadRecord.Unacceptable;
import io.doorway.protocol.vocabulary.Identifier;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of the members of an event: what is not declared {@link Nullable} is present, a text has at most {@value #MAX_TEXT}
 * characters, a list {@value #MAX_ITEMS} items, a number is from 0 to {@value #MAX_NUMBER} (a challenge has fewer transitions), and a
 * time is within ten years of now. They hold for members that later versions add, too. The time of the event itself is at most ten
 * minutes ahead, by which clocks may differ.
 */
final class EventBounds {

    private static final int MAX_TEXT = 1024;
    private static final int MAX_ITEMS = 64;
    private static final int MAX_NUMBER = 16;
    private static final long MAX_COUNT = 1_000_000_000_000L;
    private static final Duration DECADE = Duration.ofDays(3653);
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(10);

    private static final ClassValue<List<RecordComponent>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return List.of(type.getRecordComponents());
        }
    };

    private final InstantSource clock;

    EventBounds(InstantSource clock) {
        this.clock = clock;
    }

    Optional<Unacceptable> check(Event event) {
        return checkRecord(event.type(), (Record) event).or(() -> checkAhead(event));
    }

    private Optional<Unacceptable> checkAhead(Event event) {
        return event.at().isAfter(clock.instant().plus(CLOCK_DIFFERENCE))
                ? outside(event.type() + ".at")
                : Optional.empty();
    }

    private Optional<Unacceptable> checkRecord(String name, Record record) {
        return COMPONENTS.get(record.getClass()).stream()
                .flatMap(component -> checkComponent(name, component, record).stream())
                .findFirst();
    }

    private Optional<Unacceptable> checkComponent(String name, RecordComponent component, Record record) {
        String member = name + "." + component.getName();
        Object value = valueOf(component, record);
        if (value == null) {
            return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    ? Optional.empty()
                    : Optional.of(new Unacceptable(RecordFault.MISSING_MEMBER, member + " is missing"));
        }
        if (record instanceof RefusalsSuppressed && value instanceof Number count) {
            return count.longValue() >= 0 && count.longValue() <= MAX_COUNT ? Optional.empty() : outside(member);
        }
        return checkValue(member, value);
    }

    private Optional<Unacceptable> checkValue(String member, @Nullable Object value) {
        return switch (value) {
            case null -> outside(member);
            case String text -> text.length() <= MAX_TEXT ? Optional.empty() : outside(member);
            case Identifier id -> checkValue(member, id.value());
            case Instant time ->
                Duration.between(clock.instant(), time).abs().compareTo(DECADE) <= 0
                        ? Optional.empty()
                        : outside(member);
            case Number number ->
                number.longValue() >= 0 && number.longValue() <= MAX_NUMBER ? Optional.empty() : outside(member);
            case Collection<?> items -> checkAll(member, items);
            case Map<?, ?> members -> checkAll(member, members.values());
            case Record nested -> checkRecord(member, nested);
            default -> Optional.empty();
        };
    }

    private Optional<Unacceptable> checkAll(String member, Collection<?> items) {
        if (items.size() > MAX_ITEMS) {
            return outside(member);
        }
        return items.stream().flatMap(item -> checkValue(member, item).stream()).findFirst();
    }

    private static Optional<Unacceptable> outside(String member) {
        return Optional.of(new Unacceptable(RecordFault.OUT_OF_BOUNDS, member + " is out of bounds"));
    }

    private static @Nullable Object valueOf(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("accessors of events are public and throw nothing", e);
        }
    }
}
