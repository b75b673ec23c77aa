package io.doorway.e2e.libraries;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.TestPlatform.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples of {@code docs/client-libraries.md}: libraries that nobody here has written log people in at Doorway. */
class ClientLibrariesTest {

    private static final Path PAGE = Path.of("../docs/client-libraries.md");
    private static final Pattern AFTER_THE_LOGIN = Pattern.compile("(?m)^(//|#) After the login:");
    private static final Pattern GO_IMPORTS = Pattern.compile("(?ms)^import \\(.*?^\\)");
    private static final Pattern NO_CODE = Pattern.compile("//|#|/\\*|\\*|(import|from|package) ");

    @ParameterizedTest
    @EnumSource
    void aPersonLogsInTheTokensAreRenewedAndThePersonLogsOut(ExampleWebsite example, @TempDir Path directory)
            throws Exception {
        assumeTrue(example.isInstalled(), example + ": its packages are not installed; docs/testing.md says how");
        Person ada = TestPlatform.person("Ada");

        try (RunningWebsite website = RunningWebsite.start(example, directory)) {
            assertThat(website.login(ada.headlessPhone())).contains("Ada");
            assertThat(website.refresh()).contains("Ada");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(auditedTypes(website.client(), ada))
                            .contains("TokensIssued", "TokensRefreshed"));
            assertThat(website.logout()).doesNotContain("Ada");
            assertThat(website.home()).doesNotContain("Ada");
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePageShowsTheExampleWordForWord(ExampleWebsite example) throws Exception {
        String page = Files.readString(PAGE);

        for (Path file : List.of(example.loginFile(), example.file())) {
            String text = Files.readString(file);
            String login = login(text);
            assertThat(page).contains("\n" + login + "```\n");
            assertThat(page).contains("\n" + text.substring(login.length()).stripLeading() + "```\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePageCountsTheLinesOfTheLogin(ExampleWebsite example) throws Exception {
        long lines = lines(login(Files.readString(example.loginFile())));

        assertThat(Files.readAllLines(PAGE))
                .filteredOn(line -> line.startsWith("| [")
                        && line.contains("/" + example.file().getFileName() + ")"))
                .singleElement(as(STRING))
                .contains(" | " + lines);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENID_CLIENT", "AUTHLIB", "SPRING", "QUARKUS"})
    void theLoginTakesFifteenLines(ExampleWebsite example) throws Exception {
        assertThat(lines(login(Files.readString(example.loginFile())))).isLessThanOrEqualTo(15);
    }

    /** The part of an example before what follows the login; all of it if the two are not separate. */
    private static String login(String text) {
        Matcher next = AFTER_THE_LOGIN.matcher(text);
        return next.find() ? text.substring(0, next.start()).stripTrailing() + "\n" : text;
    }

    /** Without imports and comments. */
    private static long lines(String text) {
        return GO_IMPORTS
                .matcher(text)
                .replaceAll("")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !NO_CODE.matcher(line).lookingAt())
                .count();
    }

    private static List<String> auditedTypes(String client, Person person) {
        JsonNode events = TestPlatform.operator("security")
                .get("/audit/events?limit=100&client=" + client + "&account=" + person.account())
                .get("events");
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> event.at("/unmapped/doorway/type").asText())
                .toList();
    }
}
