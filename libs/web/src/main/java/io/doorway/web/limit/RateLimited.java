package io.doorway.web.limit;

import io.doorway.protocol.vocabulary.Attempt;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The resource method, or every method of the resource, is rate limited as this attempt before it is authenticated. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RateLimited {

    Attempt value();
}
