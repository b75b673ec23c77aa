package io.doorway.store;

/** What became of a commit. */
public sealed interface Commit {

    /**
     * It happened; its event waits in the outbox.
     *
     * @param entry the event as the outbox holds it
     */
    record Done(OutboxEntry entry) implements Commit {}

    /** Another transition was first. */
    record Conflict() implements Commit {}

    /** The deadline has passed (or, for an expiry, has not). */
    record Untimely() implements Commit {}

    /** The store is not the one that the challenge was created in. */
    record Fenced() implements Commit {}
}
