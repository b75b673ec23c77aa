package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/security/attacks.md} has every attack of the table once: with the class that tries it, or with the reason why none does. */
class AttacksPageTest {

    private static final int ATTACKS = 46;

    private static List<String> tried;
    private static List<String> absent;

    @BeforeAll
    static void read() throws IOException {
        String page = Files.readString(AttackReport.PAGE);
        int notTried = page.indexOf("## Not tried");
        tried = rows(page.substring(0, notTried));
        absent = rows(page.substring(notTried));
    }

    @Test
    void everyAttackIsTriedOrSaysWhyNot() {
        assertThat(Stream.concat(tried.stream(), absent.stream())
                        .map(AttackReport::numberOf)
                        .sorted())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, ATTACKS).boxed().toList());
    }

    @Test
    void everyAttackThatIsTriedHasAClassOfItsOwnNumber() throws IOException {
        try (Stream<java.nio.file.Path> sources =
                Files.list(java.nio.file.Path.of("src/test/java/io/doorway/e2e/attack"))) {
            List<Integer> classes = sources.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("Attack\\d\\d.*Test\\.java"))
                    .map(name -> Integer.parseInt(name.substring(6, 8)))
                    .sorted()
                    .toList();

            assertThat(classes)
                    .isEqualTo(tried.stream().map(AttackReport::numberOf).toList());
        }
    }

    @Test
    void theTotalIsTheSum() throws IOException {
        assertThat(Files.readString(AttackReport.PAGE)).contains("\n" + AttackReport.total(tried) + "\n");
    }

    private static List<String> rows(String part) {
        return part.lines().filter(line -> line.matches("\\| \\d\\d \\|.*")).collect(Collectors.toList());
    }
}
