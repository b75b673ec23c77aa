package io.doorway.audit.intake;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Tries until it works. An audit may be late; it may not have holes. */
@ApplicationScoped
class Persistence {

    private static final Logger LOGGER = Logger.getLogger(Persistence.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private volatile boolean stopping;

    /** A step that may be done again without harm. */
    interface Step {
        void run() throws Exception;
    }

    /** @throws IllegalStateException if the service stops first: what was not done will be, by whoever reads the batch again */
    void until(String done, Step step) {
        Duration pause = FIRST_PAUSE;
        while (!stopping) {
            try {
                step.run();
                return;
            } catch (UnstorableException refused) {
                throw refused;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                break;
            } catch (Exception broken) {
                LOGGER.warnf("waits until %s: %s", done, broken);
            }
            pause = sleepThenDouble(pause);
        }
        throw new IllegalStateException("stopped before " + done);
    }

    @PreDestroy
    void stop() {
        stopping = true;
    }

    private static Duration sleepThenDouble(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting", stopped);
        }
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
