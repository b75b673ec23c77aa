package io.doorway.audit.intake;

import io.doorway.protocol.event.Event;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields that an event must have: every component of its record that is not declared {@link Nullable}. */
final class RequiredFields {

    private static final ClassValue<List<RecordComponent>> OF_TYPE = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                    .toList();
        }
    };

    private RequiredFields() {}

    /** The first required field that is absent from the event, if any. */
    static Optional<String> missing(Event event) {
        return OF_TYPE.get(event.getClass()).stream()
                .filter(component -> valueOf(component, event) == null)
                .map(RecordComponent::getName)
                .findFirst();
    }

    private static @Nullable Object valueOf(RecordComponent component, Event event) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("accessors of events are public and throw nothing", e);
        }
    }
}
