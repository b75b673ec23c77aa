package io.doorway.session.login.watch;

import io.doorway.login.browser.AuthenticateBrowser.BrowserRequest;
import io.doorway.login.browser.BindingCookie;
import io.doorway.login.refusal.RefusalProblems;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.login.watch.Channel.SseChannel;
import io.doorway.web.request.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Admits a watcher before its stream of server-sent events begins, because the status 200 is sent when the stream begins. */
class StreamAdmissionFilter {

    private static final String STREAM = "io.doorway.session.stream";

    private final Watchers watchers;
    private final AdmitWatcher admitWatcher;
    private final ConnectionLimit connections;
    private final InstantSource clock;

    StreamAdmissionFilter(
            Watchers watchers, AdmitWatcher admitWatcher, ConnectionLimit connections, InstantSource clock) {
        this.watchers = watchers;
        this.admitWatcher = admitWatcher;
        this.connections = connections;
        this.clock = clock;
    }

    /** A stream whose watcher was admitted. */
    record Stream(SseChannel channel, Watcher watcher, Runnable close) {

        static Stream of(ContainerRequestContext request) {
            return (Stream) request.getProperty(STREAM);
        }
    }

    @AdmittedStream
    @ServerRequestFilter
    public Uni<Void> admit(ContainerRequestContext request, RoutingContext routing) {
        ChallengeId id =
                WatchResource.parseId(request.getUriInfo().getPathParameters().getFirst("id"));
        Cookie cookie = request.getCookies().get(BindingCookie.NAME);
        String source = ClientAddress.of(routing.request());
        BrowserRequest browserRequest = AdmitWatcher.request(
                id, cookie == null ? null : cookie.getValue(), request.getHeaderString("DPoP"), source);
        SseChannel channel = new SseChannel();
        Watcher watcher = new Watcher(id, channel, clock);
        Runnable close = once(() -> {
            watchers.unsubscribe(watcher);
            connections.release(source);
        });
        request.setProperty(STREAM, new Stream(channel, watcher, close));
        return admitWatcher
                .admit(id, browserRequest, () -> watchers.subscribe(watcher))
                .map(WatchResource::granted)
                .invoke(loaded ->
                        requireAdmitted(watchers.admit(watcher, loaded) && connections.tryAcquire(source), source, id))
                .onFailure()
                .invoke(failure -> watchers.unsubscribe(watcher))
                .invoke(() -> closeIfClientLeaves(routing, close))
                .replaceWithVoid();
    }

    /** A client that is gone before its stream begins never terminates it. */
    private static void closeIfClientLeaves(RoutingContext routing, Runnable close) {
        routing.addEndHandler(ended -> close.run());
        if (routing.response().closed()) {
            close.run();
        }
    }

    /** The end of the stream and the end of the connection can both occur. */
    private static Runnable once(Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                action.run();
            }
        };
    }

    private void requireAdmitted(boolean admitted, String source, ChallengeId id) {
        if (!admitted) {
            admitWatcher.recordRefusal(id, RefusalReason.RATE_LIMITED, source);
            throw RefusalProblems.of(Attempt.WATCH, RefusalReason.RATE_LIMITED).asException();
        }
    }

    /** Marks a method whose stream begins only if {@link StreamAdmissionFilter} admits the watcher. */
    @NameBinding
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface AdmittedStream {}
}
