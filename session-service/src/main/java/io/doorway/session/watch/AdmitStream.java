package io.doorway.session.watch;

import io.doorway.edge.browser.BindingCookie;
import io.doorway.edge.problem.Problem;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.session.watch.AdmitBrowser.Visitor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import java.time.InstantSource;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Admits before a stream begins: one that has begun has said 200 and cannot be refused any more. */
class AdmitStream {

    private static final String STREAM = "io.doorway.stream";

    private final Watchers watchers;
    private final AdmitBrowser admitBrowser;
    private final Seats seats;
    private final InstantSource clock;

    AdmitStream(Watchers watchers, AdmitBrowser admitBrowser, Seats seats, InstantSource clock) {
        this.watchers = watchers;
        this.admitBrowser = admitBrowser;
        this.seats = seats;
        this.clock = clock;
    }

    /** A stream that has been granted, and who reads it. */
    record Stream(StreamLine line, Watcher watcher, String source) {

        static Stream of(ContainerRequestContext request) {
            return (Stream) request.getProperty(STREAM);
        }
    }

    @Streamed
    @ServerRequestFilter
    public Uni<Void> admit(ContainerRequestContext request, HttpServerRequest http) {
        ChallengeId id =
                WatchResource.known(request.getUriInfo().getPathParameters().getFirst("id"));
        Cookie cookie = request.getCookies().get(BindingCookie.NAME);
        Visitor visitor = new Visitor(
                cookie == null ? null : cookie.getValue(),
                request.getHeaderString("DPoP"),
                http.remoteAddress().hostAddress());
        StreamLine line = new StreamLine();
        Watcher watcher = new Watcher(id, line, clock);
        request.setProperty(STREAM, new Stream(line, watcher, visitor.source()));
        return admitBrowser
                .admit(id, visitor, () -> watchers.join(watcher))
                .map(WatchResource::granted)
                .invoke(loaded ->
                        requireRoom(watchers.admit(watcher, loaded) && seats.take(visitor.source()), visitor, id))
                .onFailure()
                .invoke(refused -> watchers.leave(watcher))
                .replaceWithVoid();
    }

    private void requireRoom(boolean room, Visitor visitor, ChallengeId id) {
        if (!room) {
            admitBrowser.refused(id, RefusalReason.RATE_LIMITED, visitor.source());
            throw Problem.of(
                            429,
                            "too-many-watchers",
                            "This login, or this network, has as many pages waiting as it may.")
                    .asException();
        }
    }
}
