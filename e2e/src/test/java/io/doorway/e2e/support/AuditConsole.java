package io.doorway.e2e.support;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The audit console in a browser, in any language. */
public final class AuditConsole {

    private AuditConsole() {}

    /** Signs in as the security team at the page that asks for the token; returns when a login is listed. */
    public static void signIn(Page page) {
        page.locator("#token").fill(TestPlatform.platform().operatorToken("security"));
        page.locator("#sign-in button[type=submit]").click();
        page.getByRole(AriaRole.ROW).nth(1).waitFor();
    }

    /** Leaves one login in the table, because checks of hundreds of rows take minutes. */
    public static void showOnly(Page page, String challenge) {
        page.locator("#filter").fill(challenge);
        assertThat(page.getByRole(AriaRole.ROW)).hasCount(2);
    }
}
