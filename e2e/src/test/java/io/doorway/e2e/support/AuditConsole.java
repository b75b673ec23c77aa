package io.doorway.e2e.support;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The audit console in a browser, in any language. */
public final class AuditConsole {

    private static final String REMOVE_FURTHER_ROWS = """
            () => {
                const kinds = new Set();
                for (const row of document.querySelectorAll('#rows tr')) {
                    const happened = row.lastElementChild.textContent.replace(/\\(.*\\)/, '');
                    const isAction = row.querySelector('.action') !== null;
                    const kind = [row.dataset.outcome, row.cells[3].textContent, happened, isAction].join();
                    if (kinds.has(kind)) row.remove();
                    kinds.add(kind);
                }
            }""";

    private AuditConsole() {}

    /** Signs in as the security team at the page that asks for the token; returns when a login is listed. */
    public static void signIn(Page page) {
        page.locator("#token").fill(TestPlatform.platform().operatorToken("security"));
        page.locator("#token").press("Enter");
        page.getByRole(AriaRole.ROW).nth(1).waitFor();
    }

    /** Pauses the console and leaves one row of each kind, because checks of hundreds of rows take minutes. Rows differ in their state, text and badges. */
    public static void showOneRowOfEachKind(Page page) {
        page.locator("#pause").click();
        page.evaluate(REMOVE_FURTHER_ROWS);
        assertThat(page.getByRole(AriaRole.ROW)).not().hasCount(1);
    }
}
