package io.doorway.login.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.vocabulary.Browser;
import io.doorway.protocol.vocabulary.RefusalReason;
import org.junit.jupiter.api.Test;

class AuthenticatedBrowserTest {

    private static final Browser BOUND =
            new Browser("cookie", "key", "192.0.2.1", null, "Firefox on Linux", null, false);

    @Test
    void theSameCookieAndTheSameKeyMatch() {
        assertThat(new AuthenticatedBrowser("cookie", "key").mismatch(BOUND)).isEmpty();
    }

    @Test
    void anotherKeyIsAMismatchOfTheKey() {
        assertThat(new AuthenticatedBrowser("cookie", "other").mismatch(BOUND))
                .contains(RefusalReason.WRONG_BROWSER_KEY);
    }

    @Test
    void aMissingOrOtherCookieIsAMismatchOfTheCookieWhateverTheKey() {
        assertThat(new AuthenticatedBrowser(null, "key").mismatch(BOUND)).contains(RefusalReason.WRONG_COOKIE);
        assertThat(new AuthenticatedBrowser("other", "key").mismatch(BOUND)).contains(RefusalReason.WRONG_COOKIE);
        assertThat(new AuthenticatedBrowser("other", "other").mismatch(BOUND)).contains(RefusalReason.WRONG_COOKIE);
    }
}
