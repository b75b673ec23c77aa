package io.doorway.e2e.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The login page and the phone app look alike. Each has a stylesheet of its own, because each is served by a service of its own
 * that must not need the other.
 */
class InksTest {

    private static final Path LOGIN_PAGE = Path.of("../session-service/src/main/resources/login-assets/doorway.css");
    private static final Path PHONE_APP =
            Path.of("../approval-service/src/main/resources/META-INF/resources/app/doorway.css");
    private static final Pattern INK = Pattern.compile("^ +--([a-z-]+): (.+);$", Pattern.MULTILINE);

    @Test
    void thePhoneAppHasTheInksOfTheLoginPageInLightAndInDark() throws IOException {
        assertThat(inks(LOGIN_PAGE)).containsKeys("ink", "paper", "brand");
        assertThat(inks(PHONE_APP)).containsAllEntriesOf(inks(LOGIN_PAGE));
    }

    /** The values of each ink, in the order of the sheet. */
    private static Map<String, List<String>> inks(Path sheet) throws IOException {
        return INK.matcher(Files.readString(sheet))
                .results()
                .collect(Collectors.groupingBy(
                        ink -> ink.group(1), Collectors.mapping(ink -> ink.group(2), Collectors.toList())));
    }
}
