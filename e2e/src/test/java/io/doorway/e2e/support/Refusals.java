package io.doorway.e2e.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.clients.browser.BrowserResponse.BrowserRefusedException;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Assertions about calls of headless phones and browsers that must be refused. */
public final class Refusals {

    private Refusals() {}

    /** Asserts that a phone's call is refused with a 4xx status. */
    public static void assertRefusedToPhone(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PhoneRefusedException.class,
                        refused -> assertThat(refused.response().status()).isBetween(400, 499));
    }

    /** Asserts that a browser's call is refused. */
    public static void assertRefusedToBrowser(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(BrowserRefusedException.class);
    }
}
