package io.doorway.session.login.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {

    private final Languages languages = new Languages();

    @ParameterizedTest(name = "chosen {0}, ui_locales {1}, Accept-Language {2}: {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    -  | -             | -                        | en
                    -  | -             | de-AT,de;q=0.9,en;q=0.5  | de
                    -  | -             | en;q=0.3,ar-EG           | ar
                    -  | -             | fr-FR,fr;q=0.9           | en
                    -  | -             | de;q=0,ar;q=0.1          | ar
                    -  | ar            | de                       | ar
                    -  | fr-CA DE-Latn | ar                       | de
                    -  | fr            | ar                       | ar
                    en | ar            | de                       | en
                    de | ar            | ar                       | de
                    fr | ar            | de                       | ar
                    """)
    void thePersonDecidesThenTheRelyingPartyThenTheBrowser(
            String chosen, String uiLocales, String acceptLanguage, String language) {
        assertThat(languages
                        .choose(new LanguageHints(chosen, uiLocales, acceptLanguage))
                        .language())
                .isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "-", "*", "de;q=", "\u0000", "../de", "\ud83d\ude00", "de_DE", "x-de", ",,", ";q=1"})
    void aHintThatCannotBeReadIsIgnored(String hint) {
        assertThat(languages.choose(new LanguageHints(hint, hint, hint)).language())
                .isEqualTo("en");
    }

    @ParameterizedTest
    @ValueSource(ints = {501, 100_000})
    void aHintThatIsTooLongIsIgnored(int length) {
        String hint = "de" + " ".repeat(length - 2);

        assertThat(languages.choose(new LanguageHints(hint, hint, hint)).language())
                .isEqualTo("en");
    }
}
