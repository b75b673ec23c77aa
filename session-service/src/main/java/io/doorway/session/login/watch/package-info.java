/**
 * Sends the states of a challenge to the waiting browser, over a WebSocket, server-sent events or polling.
 *
 * <p>A watcher is subscribed first ({@link io.doorway.session.login.watch.Watchers}), then the state is loaded from Redis, then it is sent,
 * so that no transition is missed in between. Events from Kafka ({@link io.doorway.session.login.watch.TransitionConsumer}) are sent as they
 * arrive. While one may be missing, the state is loaded again ({@link io.doorway.session.login.watch.StatePoller}). A version lower than the last
 * one is never sent. A browser with a WebSocket gets the frames of its QR code there, too ({@link
 * io.doorway.session.login.watch.SendFrames}).
 *
 * <p>The trust boundary is {@link io.doorway.session.login.watch.AdmitWatcher}: a browser gets no state before it has proved the cookie and
 * the key of the challenge, or has shown the cookie and used the token that the proof of its creation was answered with. A challenge that does not exist and one of another browser get the same answer.
 */
@NullMarked
package io.doorway.session.login.watch;

import org.jspecify.annotations.NullMarked;
