package io.doorway.store;

/** Whether a commit demands the store that the challenge was created in. */
public enum Fence {
    /** For approve and consume: a restarted or promoted store may have forgotten that they happened already. */
    SAME_STORE,
    /** For what can only close a challenge, or open nothing. */
    NONE
}
