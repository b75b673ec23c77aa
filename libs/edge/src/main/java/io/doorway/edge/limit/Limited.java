package io.doorway.edge.limit;

import io.doorway.protocol.event.Attempt;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The resource method, or every method of the resource, is limited at the door as this attempt. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Limited {

    Attempt value();
}
