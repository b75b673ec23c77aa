package io.doorway.local.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.local.ProjectDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the Dockerfile of all images must have, and must not have. */
class DockerfileTest {

    private static final List<Instruction> FILE = read();

    private record Instruction(String name, String arguments) {}

    @Test
    void theImageIsTheLastStageAndHasAFixedBase() {
        List<String> bases = arguments("FROM");

        assertThat(bases).containsExactly("eclipse-temurin:25-jre AS untrained", "untrained");
    }

    @Test
    void theProgramIsNotRootAndHasANumberForKubernetes() {
        assertThat(arguments("USER")).containsExactly("%1$d:%1$d".formatted(ReproducibleTar.USER));
    }

    @Test
    void nothingIsExecutedDuringTheBuildAndNothingIsDownloaded() {
        assertThat(FILE).extracting(Instruction::name).doesNotContain("RUN", "SHELL", "ENV", "VOLUME", "COPY");
        assertThat(arguments("ADD")).containsExactly("libraries.tar /", "application.tar /", "cache.tar /");
    }

    @Test
    void theProgramAndItsHealthCheckNeedNoShell() {
        assertThat(arguments("ENTRYPOINT")).hasSize(2).allMatch(arguments -> arguments.startsWith("[\"java\","));
        assertThat(arguments("CMD")).isEmpty();
        assertThat(arguments("HEALTHCHECK"))
                .singleElement()
                .asString()
                .contains("CMD [\"java\",")
                .doesNotContain("curl");
    }

    @Test
    void theImageSaysWhatItIs() {
        assertThat(arguments("LABEL"))
                .singleElement()
                .asString()
                .contains(
                        "org.opencontainers.image.title=",
                        "org.opencontainers.image.version=",
                        "org.opencontainers.image.licenses=",
                        "org.opencontainers.image.base.name=\"docker.io/library/eclipse-temurin:25-jre\"");
    }

    private static List<String> arguments(String name) {
        return FILE.stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::arguments)
                .toList();
    }

    /** The instructions without comments, each as one line. */
    private static List<Instruction> read() {
        List<Instruction> instructions = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        try {
            for (String part : Files.readAllLines(ProjectDirectory.find().resolve("deploy/images/Dockerfile"))) {
                if (part.isBlank() || part.startsWith("#")) {
                    continue;
                }
                boolean continued = part.endsWith("\\");
                line.append(continued ? part.substring(0, part.length() - 1).strip() + " " : part.strip());
                if (!continued) {
                    String[] words = line.toString().split("\\s+", 2);
                    instructions.add(new Instruction(words[0], words[1]));
                    line.setLength(0);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return instructions;
    }
}
