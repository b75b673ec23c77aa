package io.doorway.e2e.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every test that the security pages name exists. */
class SecurityDocumentationTest {

    private static final Path PAGES = Path.of("..", "docs", "security");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
    private static final Pattern ATTACK = Pattern.compile("Attack\\d\\d\\w+Test");

    @ParameterizedTest
    @ValueSource(strings = {"threat-model.md", "standards.md"})
    void everyReferencedTestExists(String page) throws IOException {
        assertThat(named(page)).isNotEmpty().isSubsetOf(existing());
    }

    @Test
    void theThreatModelReferencesEveryAttackTest() throws IOException {
        Set<String> attackTests =
                existing().stream().filter(ATTACK.asMatchPredicate()).collect(Collectors.toSet());

        assertThat(named("threat-model.md")).containsAll(attackTests);
    }

    private static Set<String> named(String page) throws IOException {
        return TEST.matcher(Files.readString(PAGES.resolve(page)))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> existing() throws IOException {
        try (Stream<Path> sources = Files.find(
                Path.of(".."),
                20,
                (path, attributes) -> path.getFileName().toString().endsWith("Test.java")
                        && path.toString().contains("/src/test/java/"))) {
            return sources.map(path -> path.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
