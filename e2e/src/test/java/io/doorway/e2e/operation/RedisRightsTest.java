package io.doorway.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.HeadlessBankLogin;
import io.doorway.e2e.support.StoredKeys;
import io.doorway.e2e.support.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rights that deploy/kubernetes gives to the services' users in Redis cover every key that a running platform has. */
class RedisRightsTest {

    private static final Path USERS = Path.of("..", "deploy", "kubernetes", "base", "redis", "users.acl");

    @Test
    void everyKeyOfAPlatformIsOfAService() throws Exception {
        HeadlessPhone phone = TestPlatform.person("Ada").headlessPhone();
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        phone.approve(phone.scan(login::qr));
        login.await("approved");
        // A completed login is no longer among the pending ones.
        Set<String> keys = new HashSet<>(StoredKeys.all().names());
        login.finish();
        keys.addAll(StoredKeys.all().names());
        List<Pattern> rights = patterns();

        assertThat(keys).hasSizeGreaterThan(10);
        assertThat(keys)
                .allSatisfy(key -> assertThat(rights)
                        .as(key)
                        .anyMatch(right -> right.matcher(key).matches()));
        assertThat(keys.stream()
                        .map(key -> key.replaceFirst("^\\{b\\d\\d}:", "").replaceFirst("[:}].*", "")))
                .as("the login has left keys of several kinds")
                .contains("challenge", "access-token", "code", "dpop-proof", "pending", "socket-token", "{ticket");
    }

    /** The key patterns of all users. In Redis's patterns {@code *} is any text and {@code ?} any character. */
    private static List<Pattern> patterns() throws IOException {
        return Files.readAllLines(USERS).stream()
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .filter(rule -> rule.startsWith("~"))
                .map(rule -> Arrays.stream(rule.substring(1).split("(?<=[*?])|(?=[*?])"))
                        .map(part -> switch (part) {
                            case "*" -> ".*";
                            case "?" -> ".";
                            default -> Pattern.quote(part);
                        })
                        .collect(Collectors.joining()))
                .map(Pattern::compile)
                .toList();
    }
}
