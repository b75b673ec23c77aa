package io.doorway.e2e.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bill of materials (CycloneDX) that each image contains. */
class BillOfMaterialsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"challenge-service", "approval-service", "session-service", "audit-service", "local/demo-bank"})
    void itListsEveryLibraryOfTheImage(String module) throws IOException {
        Path target = Path.of("..", module, "target");
        JsonNode bom = new ObjectMapper().readTree(target.resolve("sbom.json").toFile());

        List<String> listed = StreamSupport.stream(bom.get("components").spliterator(), false)
                .map(component -> "%s.%s-%s"
                        .formatted(
                                component.path("group").asText(),
                                component.get("name").asText(),
                                component.get("version").asText()))
                .toList();

        assertThat(bom.get("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(librariesOf(target.resolve("quarkus-app/lib")))
                .isNotEmpty()
                .allSatisfy(library -> assertThat(listed)
                        .as(library)
                        .anyMatch(name -> library.equals(name) || library.startsWith(name + "-")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"session-service", "local/gateway"})
    void itNamesTheProgramAndDoesNotSayWhenItWasMade(String module) throws IOException {
        JsonNode bom = new ObjectMapper()
                .readTree(Path.of("..", module, "target/sbom.json").toFile());

        assertThat(bom.at("/metadata/component/group").asText()).isEqualTo("io.doorway");
        assertThat(bom.at("/metadata/component/licenses/0/license/id").asText()).isEqualTo("Apache-2.0");
        assertThat(bom.has("serialNumber")).isFalse();
        assertThat(bom.get("metadata").has("timestamp")).isFalse();
    }

    private static List<String> librariesOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .map(name -> name.substring(0, name.length() - ".jar".length()))
                    .toList();
        }
    }
}
