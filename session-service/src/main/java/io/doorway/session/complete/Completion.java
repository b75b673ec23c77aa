package io.doorway.session.complete;

import java.net.URI;

/** What a browser gets that completes a login that is its own. */
sealed interface Completion {

    /** The way back to the relying party, with the code that is good once. */
    record Granted(URI redirectTo) implements Completion {}

    /** The code was another one; it may be typed again. */
    record Mistyped(int triesLeft) implements Completion {}

    /** It was the last try: the login is cancelled. */
    record OutOfTries() implements Completion {}
}
