package io.doorway.web.hardening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageContentPolicyTest {

    @Test
    void aResponseThatIsNotAPageMayDoNothing() {
        assertThat(PageContentPolicy.NOTHING)
                .hasToString("default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none';"
                        + " require-trusted-types-for 'script'; trusted-types 'none'");
    }

    @Test
    void aPageListsWhatItNeeds() {
        assertThat(PageContentPolicy.page().with("img-src", "'self' data:").with("trusted-types", "doorway"))
                .hasToString("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                        + " connect-src 'self'; trusted-types doorway; form-action 'none'; base-uri 'none';"
                        + " frame-ancestors 'none'; require-trusted-types-for 'script'");
    }

    @Test
    void aPageForOneFormListsWhereItIsPosted() {
        assertThat(PageContentPolicy.page().withForms("https:"))
                .hasToString("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                        + " connect-src 'self'; form-action https:; base-uri 'none';"
                        + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            script-src      | 'self' 'unsafe-inline'
            script-src      | 'unsafe-eval'
            img-src         | *
            connect-src     | https://*.example
            frame-ancestors | 'self'
            base-uri        | 'self'
            form-action     | 'self'
            default-src     | 'self'
            """)
    void noPageCanAllowMore(String directive, String allowed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PageContentPolicy.page().with(directive, allowed));
    }
}
