package io.doorway.e2e.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.TestPlatform.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples of {@code docs/client-libraries.md}: libraries that nobody here has written log people in at Doorway. */
class ClientLibrariesTest {

    private static final Path PAGE = Path.of("../docs/client-libraries.md");

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
        assertThat(Files.readString(PAGE)).contains("\n" + Files.readString(example.file()) + "```\n");
    }

    @Test
    void thePageShowsTheSettingsOfSpringWordForWord() throws Exception {
        String settings = Files.readString(ExampleWebsite.SPRING.file().resolveSibling("spring.yaml"));

        assertThat(Files.readString(PAGE)).contains("\n" + settings + "```\n");
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
