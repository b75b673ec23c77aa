package io.doorway.challenge.frame;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How QR frames are handed out. */
@ConfigMapping(prefix = "doorway.frames")
public interface FrameConfig {

    /** Seconds that one strip of frames covers; the page asks for the next before it ends. */
    @WithDefault("10")
    int strip();
}
