package io.doorway.challenge.frame;

import io.doorway.web.warmup.OwnRequests;
import io.doorway.web.warmup.WarmUpStep;
import jakarta.inject.Singleton;
import java.util.List;

/** Draws a QR code that belongs to no challenge, and asks for what has no method GET. */
@Singleton
class FrameWarmUp implements WarmUpStep {

    private final DrawFrames frames;
    private final OwnRequests requests;

    FrameWarmUp(DrawFrames frames, OwnRequests requests) {
        this.frames = frames;
        this.requests = requests;
    }

    @Override
    public void run() throws Exception {
        frames.drawSample();
        requests.get(List.of("/challenges"));
    }
}
