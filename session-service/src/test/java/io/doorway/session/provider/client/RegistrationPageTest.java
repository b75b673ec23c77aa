package io.doorway.session.provider.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.doorway.session.provider.client.ClientRegistration.Extensions;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/relying-parties.md} describes every property of a registration. */
class RegistrationPageTest {

    private static final Path PAGE = Path.of("..", "docs", "relying-parties.md");
    private static final String HEADER = "| property | values | default | what for |\n";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_.]+)` \\| .+ \\| .+ \\| .+ \\|$");
    private static final String EXTENSIONS = "doorway";

    @Test
    void theTableHasEveryPropertyOnce() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(HEADER);
        String table = page.substring(begin, page.indexOf("\n\n", begin));

        List<String> described = ROW.matcher(table)
                .results()
                .map(MatchResult::group)
                .map(row -> row.split("`")[1])
                .toList();

        assertThat(described).containsExactlyInAnyOrderElementsOf(properties());
        assertThat(table.lines()).as("every row has a name and four cells").hasSize(described.size() + 2);
    }

    private static List<String> properties() {
        return Stream.concat(
                        names(ClientRegistration.class).filter(name -> !name.equals(EXTENSIONS)),
                        names(Extensions.class).map(name -> EXTENSIONS + "." + name))
                .toList();
    }

    private static Stream<String> names(Class<? extends Record> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(SnakeCaseStrategy.INSTANCE::translate);
    }
}
