package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmOptionsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"[always] madvise never, true", "always [madvise] never, true", "always madvise [never], false"})
    void largePagesAreRequestedWhereTheKernelHasThem(String setting, boolean offered) throws IOException {
        Path file = Files.writeString(directory.resolve("enabled"), setting + "\n");

        assertThat(JvmOptions.offersLargePages(file)).isEqualTo(offered);
    }

    @Test
    void largePagesAreNotRequestedWhereTheKernelSaysNothingOfThem() {
        assertThat(JvmOptions.offersLargePages(directory.resolve("enabled"))).isFalse();
    }

    /** The limits of the containers are measured without them. */
    @Test
    void imagesDoNotRequestLargePages() {
        assertThat(JvmOptions.ofImages()).noneMatch(option -> option.contains("HugePages"));
    }
}
