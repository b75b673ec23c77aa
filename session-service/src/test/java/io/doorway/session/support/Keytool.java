package io.doorway.session.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The JDK's {@code keytool}. */
public final class Keytool {
    /** Of every store. */
    public static final String PASSWORD = "the password of a store";

    private static final int MAX_SECONDS = 30;

    private Keytool() {}

    /** Generates a key with a certificate of its own in a PKCS#12 store. */
    public static void generate(Path store, String alias, String... options) throws IOException, InterruptedException {
        Path log = store.resolveSibling("keytool.log");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        ProcessBuilder command = new ProcessBuilder(keytool.toString(), "-genkeypair");
        command.command()
                .addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        command.command().addAll(List.of("-alias", alias, "-dname", "CN=doorway", "-validity", "30"));
        command.command().addAll(List.of(options));
        Process process =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
