package io.doorway.web.signature;

import static java.util.Objects.requireNonNull;

import io.doorway.protocol.signature.NativeEs256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Loads the native implementation of ES256 beside the rest of the start. Its JAR file is signed, so that the JVM verifies all of it, which
 * takes as long as a quarter of the start.
 */
@Singleton
class LoadEs256 {

    private static final int MAX_SECONDS = 10;

    private final FutureTask<NativeEs256> load = new FutureTask<>(NativeEs256::load);

    /** Before the configuration is known, so also for a service that will use the JDK. */
    void begin(@Observes @Initialized(ApplicationScoped.class) Object event) {
        Thread.ofPlatform().name("load-es256").daemon().start(load);
    }

    /**
     * The implementation, which is loaded now if that was not begun.
     *
     * @throws GeneralSecurityException if it does not load in time; the message says why
     */
    NativeEs256 provider() throws GeneralSecurityException {
        load.run();
        try {
            return load.get(MAX_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = requireNonNull(e.getCause());
            throw new GeneralSecurityException(cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new GeneralSecurityException("the native library has not loaded in " + MAX_SECONDS + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GeneralSecurityException("the start was interrupted", e);
        }
    }
}
