package io.doorway.e2e.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Names that were replaced by standard terms do not return: in sources, documents, Redis keys, metrics and front ends. {@code
 * docs/adr/0015-names-before-1-0.md} lists the old names with the new ones.
 */
class StandardTermsTest {

    private static final Path ROOT = Path.of("..");

    private static final Pattern SOURCE =
            Pattern.compile(".*\\.(java|lua|js|css|html|json|properties|sql|ya?ml|mermaid|md)");

    private static final Set<String> IGNORED_DIRECTORIES = Set.of("target", ".git", ".mvn", ".idea", "node_modules");

    /** This list and its decision record, texts for persons, and database migrations, which may not be changed. */
    private static final Pattern IGNORED_FILES = Pattern.compile(
            ".*/(StandardTermsTest\\.java|0015-names-before-1-0\\.md|messages/[^/]+|MigrationTest\\.java|V\\d+__[^/]+\\.sql)");

    /** Words that have no meaning in the standard vocabulary, in any context. */
    private static final List<String> WORDS = List.of(
            "tell|tells|told|untold",
            "[Jj]udges?|[Jj]udged|[Jj]udge?ments?",
            "[Hh]andover",
            "[Mm]istyped?|\\w*Mistyped",
            "unrest",
            "upkeep",
            "trades?|traded",
            "hopeless",
            "deeds",
            "gate:|the gates",
            "Line\\.say|say\\(",
            "Refusals\\.Who",
            "(words|happenings|surroundings)\\.js");

    /** Names of types and constants; outside of code they are ordinary English words. */
    private static final List<String> NAMES = List.of(
            "Loaded|Asked|Findings|Reaction|Cells|Door|Limited|Standing(?! order)|Asker|Visitor",
            "CheckPerson|PersonCheck|Presentations|BoundSecret|Seats|Rereading|Rounds|Waves",
            "OnePending|NoncedCalls|PageSays|LastWords|OwnerOnly|PATIENCE|LIFE",
            "\\w*Gate(Test)?");

    private static final Pattern IN_CODE = words(Stream.concat(WORDS.stream(), NAMES.stream()));
    private static final Pattern IN_PROSE = words(WORDS.stream());

    @Test
    void replacedNamesDoNotReturn() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<String> found = files.filter(StandardTermsTest::isSource)
                    .sorted()
                    .flatMap(StandardTermsTest::findIn)
                    .toList();

            assertThat(found).isEmpty();
        }
    }

    private static boolean isSource(Path file) {
        String name = file.getFileName().toString();
        return SOURCE.matcher(name).matches()
                && !IGNORED_FILES.matcher(file.toString()).matches()
                && IntStream.range(0, file.getNameCount())
                        .noneMatch(i ->
                                IGNORED_DIRECTORIES.contains(file.getName(i).toString()));
    }

    private static Stream<String> findIn(Path file) {
        Pattern pattern = file.toString().endsWith(".md") ? IN_PROSE : IN_CODE;
        try {
            List<String> lines = Files.readAllLines(file);
            return IntStream.range(0, lines.size())
                    .filter(i -> pattern.matcher(lines.get(i)).find())
                    .mapToObj(i -> ROOT.relativize(file) + ":" + (i + 1) + ": "
                            + lines.get(i).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pattern words(Stream<String> alternatives) {
        return Pattern.compile("(?<![\\w.-])(?:" + String.join("|", alternatives.toList()) + ")(?!\\w)");
    }
}
