package io.doorway.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Work that begins in a request and that the request does not wait for. It runs on the same event loop, outside of the request's Vert.x
 * context, so that it belongs to no request. A failure is logged: whoever starts such work has something that repeats it.
 */
public final class Afterwards {

    private static final Logger LOGGER = Logger.getLogger(Afterwards.class);

    private Afterwards() {}

    /** Starts the work. Outside of Vert.x it starts at once. */
    public static void run(String name, Supplier<Uni<?>> work) {
        if (Vertx.currentContext() instanceof ContextInternal context) {
            context.unwrap().runOnContext(nothing -> start(name, work));
        } else {
            start(name, work);
        }
    }

    /** Starts the work after the delay. Outside of Vert.x it starts at once. */
    public static void run(String name, Duration delay, Supplier<Uni<?>> work) {
        if (Vertx.currentContext() instanceof ContextInternal context) {
            context.unwrap()
                    .runOnContext(nothing -> context.owner().setTimer(delay.toMillis(), timer -> start(name, work)));
        } else {
            start(name, work);
        }
    }

    private static void start(String name, Supplier<Uni<?>> work) {
        Uni.createFrom()
                .deferred(() -> work.get().replaceWithVoid())
                .subscribe()
                .with(done -> {}, e -> LOGGER.warnf("%s: %s", name, e.getMessage()));
    }
}
