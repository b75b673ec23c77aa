package io.doorway.e2e.outage;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.BrowserResponse.BrowserRefusedException;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import java.util.function.Supplier;

/** What a caller looks at: the status, and whether the response says when to try again. */
record CallAnswer(int status, boolean retryAfter, String body) {

    private static final int UNAVAILABLE = 503;

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
