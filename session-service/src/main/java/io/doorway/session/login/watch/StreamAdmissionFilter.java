package io.doorway.session.login.watch;

import io.doorway.login.browser.AuthenticateBrowser.BrowserRequest;
import io.doorway.login.browser.BindingCookie;
import io.doorway.login.refusal.RefusalProblems;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.login.watch.Channel.SseChannel;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.InstantSource;
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
    record Stream(SseChannel channel, Watcher watcher, String source) {

        static Stream of(ContainerRequestContext request) {
            return (Stream) request.getProperty(STREAM);
        }
    }

    @AdmittedStream
    @ServerRequestFilter
    public Uni<Void> admit(ContainerRequestContext request, HttpServerRequest http) {
        ChallengeId id =
                WatchResource.parseId(request.getUriInfo().getPathParameters().getFirst("id"));
        Cookie cookie = request.getCookies().get(BindingCookie.NAME);
        String source = http.remoteAddress().hostAddress();
        BrowserRequest browserRequest = AdmitWatcher.request(
                id, cookie == null ? null : cookie.getValue(), request.getHeaderString("DPoP"), source);
        SseChannel channel = new SseChannel();
        Watcher watcher = new Watcher(id, channel, clock);
        request.setProperty(STREAM, new Stream(channel, watcher, source));
        return admitWatcher
                .admit(id, browserRequest, () -> watchers.subscribe(watcher))
                .map(WatchResource::granted)
                .invoke(loaded ->
                        requireAdmitted(watchers.admit(watcher, loaded) && connections.tryAcquire(source), source, id))
                .onFailure()
                .invoke(failure -> watchers.unsubscribe(watcher))
                .replaceWithVoid();
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
