/**
 * The waiting browser: it learns what becomes of its challenge, over a WebSocket, server-sent events or polling.
 *
 * <p>Push is a hint, Redis is the truth. A watcher is subscribed first ({@link io.doorway.session.watch.Watchers}), then the state
 * is read, then it is sent, so that no transition can fall between; events from Kafka ({@link
 * io.doorway.session.watch.TransitionFeed}) are pushed as they come, and where none comes the state is read again ({@link
 * io.doorway.session.watch.Rereading}). Versions only go up.
 *
 * <p>The trust boundary is {@link io.doorway.session.watch.AdmitBrowser}: nobody is told anything who has not proven the cookie
 * and the key of the challenge, and "unknown" and "not yours" are one answer.
 */
@NullMarked
package io.doorway.session.watch;

import org.jspecify.annotations.NullMarked;
