package io.doorway.approval.judge;

/**
 * The phone that scans, as its request shows it.
 *
 * @param ip its address as Doorway saw it
 * @param timeZone where its clock is set for as it says, empty where it does not say
 */
public record Phone(String ip, String timeZone) {}
