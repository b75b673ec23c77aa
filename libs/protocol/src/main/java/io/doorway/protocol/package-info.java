/**
 * The rules of a login, as plain Java: what a challenge may become, what each change is called, what the QR code carries and
 * what the phone signs. Nothing here reads a clock, draws randomness or does I/O; everything is decided from arguments.
 *
 * <p>{@code challenge} is the state machine, {@code event} what its transitions are called on Kafka, {@code qr} the frame
 * behind the QR code, {@code transcript} the text that the phone shows and signs, {@code secret} the type of what must never be
 * printed.
 */
@NullMarked
package io.doorway.protocol;

import org.jspecify.annotations.NullMarked;
