package io.doorway.session.watch;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;

/** The way over server-sent events; what is said before anybody reads waits. */
final class StreamLine implements Line {

    private final UnicastProcessor<String> said = UnicastProcessor.create();

    Multi<String> states() {
        return said;
    }

    @Override
    public void say(StateMessage message) {
        said.onNext(message.json());
        if (message.state().terminal()) {
            said.onComplete();
        }
    }

    /** The browser asks again, and is then told that there is no such challenge. */
    @Override
    public void lost() {
        said.onComplete();
    }

    @Override
    public void restarting() {
        said.onComplete();
    }
}
