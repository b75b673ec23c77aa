package io.doorway.web.warmup;

/**
 * A part of the warm-up: uses what a login uses, with values of its own. It writes nothing to a store or a topic, and makes no request that is
 * limited or recorded.
 */
@FunctionalInterface
public interface WarmUpStep {

    /**
     * Runs the step once, in a thread that may block. Each step runs several times.
     *
     * @throws Exception if something is not available; the service becomes ready without the rest of this step
     */
    void run() throws Exception;
}
