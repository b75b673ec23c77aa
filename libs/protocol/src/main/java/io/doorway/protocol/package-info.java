/**
 * The rules of a login as plain Java: the states of a challenge and their transitions, the events, the content of the QR code and
 * the text that a phone signs. Nothing here reads a clock, generates random numbers or does I/O; all of it comes in as arguments.
 *
 * <p>{@code vocabulary} has the identifiers and enums that everything shares, {@code event} the events on Kafka, {@code challenge}
 * the state machine, {@code qr} the frame in the QR code, {@code transcript} the text that the phone shows and signs, {@code json}
 * the JSON of challenges and events, {@code secret} the types of values that must not be printed.
 */
@NullMarked
package io.doorway.protocol;

import org.jspecify.annotations.NullMarked;
