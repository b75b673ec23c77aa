package io.doorway.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/limits.md} has the lines of the table, in their order. */
class DocumentedRateLimitsTest {

    private static final Path PAGE = Path.of("../../docs/limits.md");
    private static final Pattern LINE =
            Pattern.compile("^\\| `([a-z-]+)` \\|[^|]*\\| ([a-z ]+) \\| `(\\d+/PT\\d+M)` \\|", Pattern.MULTILINE);

    @Test
    void theDocumentedTableIsTheTableOfTheCode() throws IOException {
        List<String> documented = LINE.matcher(Files.readString(PAGE))
                .results()
                .map(DocumentedRateLimitsTest::line)
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(RateLimit.values())
                        .map(DocumentedRateLimitsTest::line)
                        .toList());
    }

    private static String line(MatchResult row) {
        return String.join(" ", row.group(1), row.group(2), row.group(3));
    }

    private static String line(RateLimit limit) {
        String subject = switch (limit.key()) {
            case CLIENT_AT_ADDRESS -> "client at its address";
            case CLAIM_AT_ADDRESS -> "claim at its address";
            case ADDRESS, NETWORK, SYSTEM, CLIENT, CREDENTIAL, ACCOUNT ->
                limit.key().text();
        };
        return String.join(" ", limit.text(), subject, limit.defaultRate().toString());
    }
}
