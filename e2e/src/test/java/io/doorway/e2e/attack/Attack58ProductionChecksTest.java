package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.LocalPlatformException;
import io.doorway.local.Platform.Parts;
import io.doorway.servers.ManagedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
                + "`LocalSigningKeysCheck`, `LocalPairwiseSaltCheck`, `LocalClientSecretsCheck`, `LocalPhoneCheck`, "
                + "`PrivateAddressesCheck`, `MutualTlsCheck`")
class Attack58ProductionChecksTest {

    /** The settings of {@code ./doorway up} that production refuses, for each service that has them. */
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
                            "doorway.registration.key",
                            "mp.jwt.verify.publickey.location",
                            "doorway.clients",
                            "doorway.page.local-phone",
                            "doorway.outgoing.private-addresses",
                            "doorway.limits.factor",
                            "doorway.event-keys"),
            Parts.AUDIT, List.of("mp.jwt.verify.publickey.location", "doorway.limits.factor", "doorway.event-keys"));

    private static final String ISSUER = "doorway.issuer";
    private static final String ORIGINS = "quarkus.http.cors.origins";
    private static final String KEY_LOCATION = "mp.jwt.verify.publickey.location";
    private static final String INLINE_KEY = "mp.jwt.verify.publickey";
    private static final Pattern VIOLATIONS = Pattern.compile("not safe for production: ([^\"\\\\\\n]*)");

    private static final Pattern PROPERTY = Pattern.compile("(?:^|; )([a-z][\\w.-]*): ");

    @TempDir
    static Path logs;

    @ParameterizedTest
    @MethodSource
    void theSettingsOfTheLocalPlatform(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Each start reports every violation, so that a start tries several settings. {@code ProfilesTest} has more names of profiles. */
    static Stream<Named<AttackCase>> theSettingsOfTheLocalPlatform() {
        Named<AttackCase> certificatesOfAnybody = refused(
                Parts.SESSION,
                "client certificates without a trusted proxy",
                Map.of("quarkus.profile", "production", "doorway.trusted-proxies", "0"));
        Stream<Named<AttackCase>> ofEachService = LOCAL_SETTINGS.keySet().stream()
                .flatMap(service -> Stream.of(
                        refused(
                                service,
                                "the very settings, plain http and every origin",
                                Map.of("quarkus.profile", "local,eks", ISSUER, "http://id.example.org", ORIGINS, "*")),
                        refused(
                                service,
                                "every origin by a regular expression, beside another one",
                                withInlineKey(
                                        service,
                                        Map.of("quarkus.profile", "PROD", ORIGINS, "https://a.example,/.+/")))));
        return Stream.concat(ofEachService, Stream.of(certificatesOfAnybody));
    }

    /** Operators' keys can be given by their location or as they are. */
    private static Map<String, String> withInlineKey(String service, Map<String, String> settings) {
        if (!LOCAL_SETTINGS.getOrDefault(service, List.of()).contains(KEY_LOCATION)) {
            return settings;
        }
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put(KEY_LOCATION, ownKeys());
        all.put(INLINE_KEY, read(TestPlatform.platform().data().resolve("keys").resolve("operator-public.jwks")));
        return all;
    }

    private static String ownKeys() {
        try {
            String keys = new JWKSet(PhoneMessages.newKey().toPublicJWK()).toString();
            return Files.writeString(logs.resolve("own.jwks"), keys).toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theSameServiceStartsUnderAHarmlessProfile() {
        ManagedProcess service = instance(Parts.CHALLENGE, Map.of("quarkus.profile", "dev"), "harmless");
        service.start();
        service.stop();
    }

    private static Named<AttackCase> refused(String service, String name, Map<String, String> settings) {
        return AttackCase.asserting(service + " with " + name, () -> {
                    String log = service + "-" + settings.get("quarkus.profile");
                    ManagedProcess instance = instance(service, settings, log);
                    try {
                        assertThatThrownBy(instance::start).isInstanceOf(LocalPlatformException.class);
                    } finally {
                        instance.stop();
                    }
                    assertThat(violations(read(logs.resolve(log + ".log")))).isEqualTo(expected(service, settings));
                })
                .named();
    }

    private static Set<String> expected(String service, Map<String, String> settings) {
        Set<String> properties = new TreeSet<>(LOCAL_SETTINGS.getOrDefault(service, List.of()));
        properties.addAll(settings.keySet());
        properties.remove("quarkus.profile");
        if (settings.containsKey(INLINE_KEY)) {
            properties.remove(KEY_LOCATION);
        }
        return properties;
    }

    /** The properties that the service named. */
    private static Set<String> violations(String log) {
        Matcher message = VIOLATIONS.matcher(log);
        assertThat(message.find()).as(log).isTrue();
        return PROPERTY.matcher(message.group(1))
                .results()
                .map(property -> property.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ManagedProcess instance(String service, Map<String, String> settings, String log) {
        return TestPlatform.platform().furtherInstance(service, settings, logs.resolve(log + ".log"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
