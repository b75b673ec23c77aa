package io.doorway.local;

import java.time.Duration;

/** Told what the platform is doing; may be told from several threads at once. */
interface Progress {

    /** Nobody watches. */
    Progress NONE = new Progress() {
        @Override
        public void starting(String part) {}

        @Override
        public void ready(String part, Duration took) {}
    };

    void starting(String part);

    void ready(String part, Duration took);
}
