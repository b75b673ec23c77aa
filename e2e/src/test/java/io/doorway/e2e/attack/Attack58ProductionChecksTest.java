package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.LocalPlatformException;
import io.doorway.local.Platform.Parts;
import io.doorway.servers.ManagedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 58,
        name =
                "Development keys in production: a service starts with the settings of ./doorway up under another profile",
        control = "Three profiles are harmless, every other name is production; each setting is parsed as its consumer "
                + "parses it, and the refusal names the property",
        where = "libs/web `SafetyChecks`, `Profiles`, `KeyMaterial`; libs/login `TicketKeyCheck`; session-service "
                + "`LocalSigningKeysCheck`, `LocalPairwiseSaltCheck`, `LocalClientSecretsCheck`, `LocalPhoneCheck`")
class Attack58ProductionChecksTest {

    /** {@code ProfilesTest} has more names. Each case starts a service, so that two of them are enough here. */
    private static final List<String> PROFILES = List.of("prod", "local,eks");

    private static final Map<String, List<String>> LOCAL_SETTINGS = Map.of(
            Parts.CHALLENGE, List.of("doorway.ticket.key", "doorway.limits.factor", "doorway.event-keys"),
            Parts.APPROVAL,
                    List.of(
                            "mp.jwt.verify.publickey.location",
                            "doorway.limits.factor",
                            "doorway.event-keys",
                            "doorway.enrolment.cooling-off",
                            "doorway.enrolment.change-delay"),
            Parts.SESSION,
                    List.of(
                            "doorway.ticket.key",
                            "doorway.signing-keys",
                            "doorway.pairwise-salt",
                            "doorway.clients",
                            "doorway.page.local-phone",
                            "doorway.limits.factor",
                            "doorway.event-keys"),
            Parts.AUDIT, List.of("mp.jwt.verify.publickey.location", "doorway.limits.factor", "doorway.event-keys"));

    @TempDir
    static Path logs;

    @ParameterizedTest
    @MethodSource
    void theSettingsOfTheLocalPlatform(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> theSettingsOfTheLocalPlatform() {
        return LOCAL_SETTINGS.entrySet().stream()
                .flatMap(service -> PROFILES.stream()
                        .map(profile -> refused(
                                service.getKey(),
                                "profile " + profile,
                                Map.of("quarkus.profile", profile),
                                service.getValue().toArray(String[]::new))));
    }

    @ParameterizedTest
    @MethodSource
    void oneUnsafeSetting(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> oneUnsafeSetting() {
        Map<String, Map<String, String>> settings = new LinkedHashMap<>();
        settings.put("plain http", Map.of("doorway.issuer", "http://id.example.org"));
        settings.put("every origin", Map.of("quarkus.http.cors.origins", "*"));
        settings.put("every origin by a regular expression", Map.of("quarkus.http.cors.origins", "/.+/"));
        settings.put(
                "one of several origins is a regular expression",
                Map.of("quarkus.http.cors.origins", "https://a.example,/.*/"));
        return Stream.of(Parts.CHALLENGE, Parts.AUDIT)
                .flatMap(service -> settings.entrySet().stream().map(setting -> {
                    Map<String, String> all = new LinkedHashMap<>(setting.getValue());
                    all.put("quarkus.profile", "staging");
                    return refused(
                            service,
                            setting.getKey(),
                            all,
                            setting.getValue().keySet().iterator().next());
                }));
    }

    @Test
    void theSameServiceStartsUnderAHarmlessProfile() {
        ManagedProcess service = instance(Parts.CHALLENGE, Map.of("quarkus.profile", "dev"), "harmless");
        service.start();
        service.stop();
    }

    private static Named<AttackCase> refused(
            String service, String name, Map<String, String> settings, String... properties) {
        return AttackCase.asserting(service + " with " + name, () -> {
                    String log = service + "-" + Math.abs((name + settings).hashCode());
                    ManagedProcess instance = instance(service, settings, log);
                    try {
                        assertThatThrownBy(instance::start).isInstanceOf(LocalPlatformException.class);
                    } finally {
                        instance.stop();
                    }
                    assertThat(read(log)).contains("not safe for production").contains(properties);
                })
                .named();
    }

    private static ManagedProcess instance(String service, Map<String, String> settings, String log) {
        return TestPlatform.platform().furtherInstance(service, settings, logs.resolve(log + ".log"));
    }

    private static String read(String log) throws IOException {
        return Files.readString(logs.resolve(log + ".log"));
    }
}
