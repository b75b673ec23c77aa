package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a phone on the command line says that cannot do what it is asked. */
class PhoneCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void a_phone_that_was_never_enrolled_is_told_how() {
        Path keys = directory.resolve("phone.json");

        int status = run("phone", "scan", "--keys", keys.toString(), "http://localhost:8080/q/frame");

        assertThat(status).isEqualTo(1);
        assertThat(err)
                .hasToString("doorway: no phone in %s: enrol one with ./doorway phone enrol LINK%n".formatted(keys));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void another_link_enrols_nothing() {
        Path keys = directory.resolve("phone.json");

        int status = run("phone", "enrol", "--keys", keys.toString(), "http://localhost:8080/q/frame");

        assertThat(status).isEqualTo(1);
        assertThat(err).hasToString("doorway: not an enrolment link: http://localhost:8080/q/frame%n".formatted());
        assertThat(keys).doesNotExist();
    }

    private int run(String... arguments) {
        return Doorway.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
