package io.doorway.approval.activity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the activity.
 *
 * @param activity newest first
 * @param next what to ask for the part {@code before}; null if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActivityPage(
        List<Activity> activity, @Nullable String next) {}
