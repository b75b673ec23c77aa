package io.doorway.e2e.outage;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.BrowserResponse.BrowserRefusedException;
import io.doorway.clients.browser.LoginEventSocket;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import java.time.Duration;
import java.util.function.Supplier;

/** What a caller looks at: the status, and whether the response says when to try again. */
record CallAnswer(int status, boolean retryAfter, String body) {

    private static final int UNAVAILABLE = 503;

    /** RFC 6455 section 7.4, by its registry: Try Again Later. */
    private static final int TRY_AGAIN = 1013;

    private static final Duration FIRST_MESSAGE = Duration.ofSeconds(15);

    static CallAnswer of(BrowserResponse response) {
        return new CallAnswer(
                response.status(), response.headers().firstValue("Retry-After").isPresent(), response.body());
    }

    /** The phone's client shows no headers; the problem is the same for all callers. */
    static CallAnswer of(PhoneResponse response) {
        return new CallAnswer(response.status(), response.problem().equals("unavailable"), response.body());
    }

    /** The answer of a call whose client throws if it is refused. */
    static Supplier<CallAnswer> accepted(Runnable call) {
        return () -> {
            try {
                call.run();
                return new CallAnswer(204, false, "");
            } catch (PhoneRefusedException refused) {
                return of(refused.response());
            } catch (BrowserRefusedException refused) {
                return of(refused.response());
            }
        };
    }

    /** The answer to the hello of a WebSocket: a state, or the close code for a store that is not available. */
    static CallAnswer ofSocket(Supplier<LoginEventSocket> open, Supplier<String> proof) {
        try (LoginEventSocket socket = open.get()) {
            socket.sendHello(proof.get());
            try {
                socket.awaitFirstState(FIRST_MESSAGE);
                return new CallAnswer(204, false, "");
            } catch (IllegalStateException closed) {
                return new CallAnswer(socket.closeCode() == TRY_AGAIN ? UNAVAILABLE : 500, true, closed.getMessage());
            }
        }
    }

    /** The answer of a call whose client fetches a nonce first, which may be what is refused. */
    static Supplier<CallAnswer> afterNonce(Supplier<PhoneResponse> call) {
        return () -> {
            try {
                return of(call.get());
            } catch (PhoneRefusedException refused) {
                return of(refused.response());
            }
        };
    }

    boolean unavailable() {
        return status == UNAVAILABLE && retryAfter;
    }
}
