package io.doorway.challenge.frame;

import io.doorway.web.warmup.OwnRequests;
import io.doorway.web.warmup.WarmUpStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Draws QR codes that belong to no challenge, and asks for what has no method GET. */
@ApplicationScoped
class FrameWarmUp implements WarmUpStep {

    private static final int CODES = 10;

    private final DrawFrames frames;
    private final OwnRequests requests;

    FrameWarmUp(DrawFrames frames, OwnRequests requests) {
        this.frames = frames;
        this.requests = requests;
    }

    @Override
    public void run() throws Exception {
        for (int i = 0; i < CODES; i++) {
            frames.drawSample();
        }
        requests.get(List.of("/challenges"));
    }
}
