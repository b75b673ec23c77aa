package io.doorway.web.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each setting is parsed as its consumer parses it. */
class CommonSafetyChecksTest {

    private static final String LOCATION = "mp.jwt.verify.publickey.location";
    private static final String LOCAL_KEYS = "{\"keys\":[],\"doorway-local\":true}";

    private final CommonSafetyChecks checks = new CommonSafetyChecks();

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void writeLocalKeys() throws IOException {
        file = Files.writeString(directory.resolve("operator public.jwks"), LOCAL_KEYS);
    }

    @Test
    void theKeysOfTheLocalPlatformAreFoundInEverySpellingOfTheirLocation() {
        for (String location :
                new String[] {file.toString(), file.toUri().toString(), "file:" + file, "file://" + file}) {
            assertThat(checks.operatorKeyIsNotLocal(config(LOCATION, location)).violation())
                    .as(location)
                    .hasValueSatisfying(violation -> assertThat(violation).startsWith(LOCATION));
        }
    }

    @Test
    void theKeysOfTheLocalPlatformAreFoundOnTheClassPath() throws IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (java.net.URLClassLoader loader = new java.net.URLClassLoader(
                new java.net.URL[] {directory.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            for (String location : new String[] {"classpath:operator public.jwks", "operator public.jwks"}) {
                assertThat(checks.operatorKeyIsNotLocal(config(LOCATION, location))
                                .violation())
                        .as(location)
                        .isPresent();
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void anInlineKeyIsFoundAsItIsAndInBase64() {
        String encoded = Base64.getEncoder().encodeToString(LOCAL_KEYS.getBytes(StandardCharsets.UTF_8));
        for (String key : new String[] {LOCAL_KEYS, encoded, encoded.replace("=", "")}) {
            assertThat(checks.inlineOperatorKeyIsNotLocal(config("mp.jwt.verify.publickey", key))
                            .violation())
                    .as(key)
                    .isPresent();
        }
    }

    @Test
    void otherKeysAreAccepted() throws IOException {
        Path own = Files.writeString(directory.resolve("own.jwks"), "{\"keys\":[]}");

        assertThat(checks.operatorKeyIsNotLocal(config(LOCATION, own.toUri().toString()))
                        .violation())
                .isEmpty();
        assertThat(checks.operatorKeyIsNotLocal(config(LOCATION, "https://id.example.org/keys"))
                        .violation())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "/.+/", "https://a.example,/.*/", "https://a.example, /x/", "https://*.example.org"})
    void originsThatMatchMoreThanThemselvesAreRefused(String origins) {
        assertThat(checks.corsIsClosed(config("quarkus.http.cors.origins", origins))
                        .violation())
                .hasValueSatisfying(violation -> assertThat(violation).startsWith("quarkus.http.cors.origins"));
    }

    @Test
    void exactOriginsAreAccepted() {
        assertThat(checks.corsIsClosed(config("quarkus.http.cors.origins", "https://a.example,https://b.example"))
                        .violation())
                .isEmpty();
    }

    private static Config config(String name, String value) {
        return new SmallRyeConfigBuilder()
                .withDefaultValues(Map.of(name, value))
                .build();
    }
}
