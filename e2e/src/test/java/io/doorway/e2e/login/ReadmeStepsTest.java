package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.QrScreenReader;
import io.doorway.e2e.support.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The steps under "Try it" in the README, taken as they are written by a person who sees two windows: this test reads each step and does
 * what it says by the texts that are visible. A step that it cannot take fails.
 */
class ReadmeStepsTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final Pattern STEP = Pattern.compile("(?m)^\\d+\\. (.+)$");

    /** What a step can consist of. The person knows nothing else. */
    private static final Map<Pattern, BiConsumer<Person, MatchResult>> INSTRUCTIONS = new LinkedHashMap<>();

    static {
        instruction("Run `./doorway up`", (person, words) -> TestPlatform.platform());
        instruction("Wait until it says \"Doorway is running\\.\"", (person, words) -> {});
        instruction(
                "[Oo]pen <http://localhost:8090(\\S*)>", (person, words) -> person.open(TestPlatform.bank(), words));
        instruction(
                "[Oo]pen <http://localhost:8080(\\S*)>",
                (person, words) -> person.open(TestPlatform.issuer().toString(), words));
        instruction("(?:[Pp]ress|then) \"([^\"]+)\"", (person, words) -> person.press(words.group(1)));
        instruction("A QR code appears", (person, words) -> QrScreenReader.awaitQr(person.window));
        instruction("A second window opens, which is your phone", (person, words) -> person.seeSecondWindow());
        instruction("[Ii]n the second window", (person, words) -> person.window = person.second());
        instruction("[Ii]n the first window", (person, words) -> person.window = person.first());
        instruction("Check who is asking", (person, words) -> person.see("Harbour Bank"));
        instruction("The second window shows six digits", (person, words) -> person.readDigits());
        instruction("type the six digits", (person, words) -> person.type(person.digits));
        instruction(
                "paste what `./doorway token security` prints",
                (person, words) -> person.type(TestPlatform.platform().operatorToken("security")));
        instruction("The bank says \"([^\"]+)\"", (person, words) -> person.see(words.group(1)));
        instruction("The login is listed with \"([^\"]+)\"", (person, words) -> person.see(words.group(1)));
        instruction("[,.]? (?:and )?|[,.]$", (person, words) -> {});
    }

    private static void instruction(String words, BiConsumer<Person, MatchResult> action) {
        INSTRUCTIONS.put(Pattern.compile(words), action);
    }

    @Test
    void aPersonLogsInByTheReadmeAlone() throws IOException {
        List<String> steps = steps();
        assertThat(steps).hasSizeGreaterThan(5);
        try (BrowserContext browser = CHROMIUM.desktop()) {
            Person person = new Person(browser);
            steps.forEach(step -> take(person, step));
        }
    }

    private static List<String> steps() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String tryIt = readme.substring(readme.indexOf("## Try it"), readme.indexOf("## One login"));
        return STEP.matcher(tryIt).results().map(step -> step.group(1)).toList();
    }

    private static void take(Person person, String step) {
        int position = 0;
        while (position < step.length()) {
            position = takeNext(person, step, position);
        }
    }

    /** Follows the instruction at the position and returns the position after it. */
    private static int takeNext(Person person, String step, int position) {
        for (Map.Entry<Pattern, BiConsumer<Person, MatchResult>> instruction : INSTRUCTIONS.entrySet()) {
            Matcher words = instruction.getKey().matcher(step).region(position, step.length());
            if (words.lookingAt()) {
                instruction.getValue().accept(person, words.toMatchResult());
                return words.end();
            }
        }
        throw new AssertionError("the test cannot do what the README says: " + step.substring(position));
    }

    /** Somebody in front of the windows of one browser, one of which is in front. */
    private static final class Person {

        private final BrowserContext browser;
        private Page window;
        private String digits = "";

        Person(BrowserContext browser) {
            this.browser = browser;
            this.window = browser.newPage();
        }

        Page first() {
            return browser.pages().getFirst();
        }

        Page second() {
            return browser.pages().get(1);
        }

        void open(String origin, MatchResult words) {
            window.navigate(origin + words.group(1));
        }

        void press(String name) {
            Locator control = window.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName(name).setExact(true))
                    .or(window.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName(name).setExact(true)));
            control.click();
        }

        void seeSecondWindow() {
            browser.waitForCondition(() -> browser.pages().size() == 2);
        }

        void see(String text) {
            assertThat(window.getByText(text).first()).isVisible();
        }

        void readDigits() {
            Locator shown = second().getByText(Pattern.compile("^\\d{3}$"));
            assertThat(shown).hasCount(2);
            digits = String.join("", shown.allInnerTexts());
        }

        void type(String text) {
            window.getByRole(AriaRole.TEXTBOX).first().fill(text);
        }
    }
}
