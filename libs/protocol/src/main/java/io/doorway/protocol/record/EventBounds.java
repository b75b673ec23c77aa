package io.doorway.protocol.record;

import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.RefusalsSuppressed;
import io.doorway.protocol.record.ReadRecord.Unacceptable;
import io.doorway.protocol.vocabulary.Identifier;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of the members of an event: what is not declared {@link Nullable} is present, a text has at most {@value #MAX_TEXT}
 * characters, a list {@value #MAX_ITEMS} items, a number is from 0 to {@value #MAX_NUMBER} (a challenge has fewer transitions), and a
 * time is within ten years of now. They hold for members that later versions add, too. The time of the event itself is at most ten
 * minutes ahead, by which clocks may differ.
 *
 * <p>Every consumer checks every event, so a member's declaration is read once per class, and its path is written only for a mistake.
 */
final class EventBounds {

    private static final int MAX_TEXT = 1024;
    private static final int MAX_ITEMS = 64;
    private static final int MAX_NUMBER = 16;
    private static final long MAX_COUNT = 1_000_000_000_000L;
    private static final Duration DECADE = Duration.ofDays(3653);
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(10);

    private static final ClassValue<List<Member>> MEMBERS = new ClassValue<>() {
        @Override
        protected List<Member> computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents()).map(Member::of).toList();
        }
    };

    private final InstantSource clock;

    EventBounds(InstantSource clock) {
        this.clock = clock;
    }

    Optional<Unacceptable> check(Event event) {
        Instant now = clock.instant();
        Mistake mistake = mistakeIn((Record) event, now);
        if (mistake == null && event.at().isAfter(now.plus(CLOCK_DIFFERENCE))) {
            mistake = Mistake.OUT_OF_BOUNDS.in("at");
        }
        return Optional.ofNullable(mistake).map(found -> found.in(event.type()).refusal());
    }

    private static @Nullable Mistake mistakeIn(Record record, Instant now) {
        for (Member member : MEMBERS.get(record.getClass())) {
            Mistake mistake = mistakeIn(member, record, now);
            if (mistake != null) {
                return mistake.in(member.name());
            }
        }
        return null;
    }

    private static @Nullable Mistake mistakeIn(Member member, Record record, Instant now) {
        Object value = member.valueIn(record);
        if (value == null) {
            return member.optional() ? null : Mistake.MISSING;
        }
        if (record instanceof RefusalsSuppressed && value instanceof Number count) {
            return outOfBoundsUnless(count.longValue() >= 0 && count.longValue() <= MAX_COUNT);
        }
        return mistakeIn(value, now);
    }

    private static @Nullable Mistake mistakeIn(@Nullable Object value, Instant now) {
        return switch (value) {
            case null -> Mistake.OUT_OF_BOUNDS;
            case String text -> outOfBoundsUnless(text.length() <= MAX_TEXT);
            case Identifier id -> outOfBoundsUnless(id.value().length() <= MAX_TEXT);
            case Instant time ->
                outOfBoundsUnless(Duration.between(now, time).abs().compareTo(DECADE) <= 0);
            case Number number -> outOfBoundsUnless(number.longValue() >= 0 && number.longValue() <= MAX_NUMBER);
            case Collection<?> items -> mistakeInOne(items, now);
            case Map<?, ?> members -> mistakeInOne(members.values(), now);
            case Record nested -> mistakeIn(nested, now);
            default -> null;
        };
    }

    private static @Nullable Mistake mistakeInOne(Collection<?> items, Instant now) {
        if (items.size() > MAX_ITEMS) {
            return Mistake.OUT_OF_BOUNDS;
        }
        for (Object item : items) {
            Mistake mistake = mistakeIn(item, now);
            if (mistake != null) {
                return mistake;
            }
        }
        return null;
    }

    private static @Nullable Mistake outOfBoundsUnless(boolean within) {
        return within ? null : Mistake.OUT_OF_BOUNDS;
    }

    /** A member of a record, as it is declared. */
    private record Member(String name, boolean optional, Method accessor) {

        static Member of(RecordComponent component) {
            return new Member(
                    component.getName(),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                    component.getAccessor());
        }

        @Nullable
        Object valueIn(Record record) {
            try {
                return accessor.invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("accessors of events are public and throw nothing", e);
            }
        }
    }

    /** What is wrong, and the path of the member, from the outside; empty is the value itself. */
    private record Mistake(RecordFault fault, String path, String what) {

        static final Mistake MISSING = new Mistake(RecordFault.MISSING_MEMBER, "", " is missing");
        static final Mistake OUT_OF_BOUNDS = new Mistake(RecordFault.OUT_OF_BOUNDS, "", " is out of bounds");

        Mistake in(String outer) {
            return new Mistake(fault, path.isEmpty() ? outer : outer + "." + path, what);
        }

        Unacceptable refusal() {
            return new Unacceptable(fault, path + what);
        }
    }
}
