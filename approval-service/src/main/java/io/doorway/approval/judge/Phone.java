package io.doorway.approval.judge;

import org.jspecify.annotations.Nullable;

/**
 * The phone that scans, as its request shows it.
 *
 * @param ip its address as Doorway saw it
 * @param timeZone where its clock is set for as it says, or null
 */
public record Phone(String ip, @Nullable String timeZone) {}
