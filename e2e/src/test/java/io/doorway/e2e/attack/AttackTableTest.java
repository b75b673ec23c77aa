package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/security/attacks.md} lists every attack once: with its test class, or with the reason why it has none. */
class AttackTableTest {

    private static final int ATTACKS = 70;
    private static final int WHERE = 4;

    /** A type, without a method, or the last part of a file's path. */
    private static final Pattern NAME = Pattern.compile("`(?:[\\w/]*/)?([A-Z]\\w*|[\\w-]+\\.(?:lua|js))(?:\\.\\w+)?`");

    private static final Set<String> NESTED_TYPES = Set.of("Fence");

    private static List<String> tested;
    private static List<String> untested;

    @BeforeAll
    static void read() throws IOException {
        String page = Files.readString(AttackReport.PAGE);
        int split = page.indexOf("## Not tried");
        tested = rows(page.substring(0, split));
        untested = rows(page.substring(split));
    }

    @Test
    void everyAttackIsTestedOrHasAReason() {
        assertThat(Stream.concat(tested.stream(), untested.stream())
                        .map(AttackReport::numberOf)
                        .sorted())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, ATTACKS).boxed().toList());
    }

    @Test
    void everyTestedAttackHasAClassOfItsNumber() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("src/test/java/io/doorway/e2e/attack"))) {
            List<Integer> classes = sources.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("Attack\\d\\d.*Test\\.java"))
                    .map(name -> Integer.parseInt(name.substring(6, 8)))
                    .sorted()
                    .toList();

            assertThat(classes)
                    .isEqualTo(tested.stream().map(AttackReport::numberOf).toList());
        }
    }

    @Test
    void theTotalIsTheSum() throws IOException {
        assertThat(Files.readString(AttackReport.PAGE)).contains("\n" + AttackReport.total(tested) + "\n");
    }

    @Test
    void everyClassAndFileInTheTableExists() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of(".."))) {
            Set<String> files =
                    sources.map(file -> file.getFileName().toString()).collect(Collectors.toSet());

            List<String> missing = tested.stream()
                    .map(row -> row.split("\\|")[WHERE])
                    .flatMap(cell -> NAME.matcher(cell).results().map(name -> name.group(1)))
                    .filter(name -> !files.contains(name) && !files.contains(name + ".java"))
                    .filter(name -> !NESTED_TYPES.contains(name))
                    .toList();

            assertThat(missing).isEmpty();
        }
    }

    private static List<String> rows(String part) {
        return part.lines().filter(line -> line.matches("\\| \\d\\d \\|.*")).collect(Collectors.toList());
    }
}
