package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.TestPlatform;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 39,
        name = "Path normalisation: a protected path in a spelling that a check does not recognise (CVE-2023-4853)",
        control =
                "Roles are required by the methods themselves, and the gateway selects the service by the normalised path",
        where = "approval-service `AdminResource`; audit-service `EventsResource`; local `GatewayRoutes`, `Gateway`")
class Attack39PathNormalisationTest {

    private static final List<String> PROTECTED =
            List.of("/audit/events", "/audit/stream", "/admin/accounts", "/internal/metrics", "/internal/health/ready");

    @ParameterizedTest
    @MethodSource
    void anotherFormOfAProtectedPath(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anotherFormOfAProtectedPath() {
        return PROTECTED.stream()
                .flatMap(path -> forms(path)
                        .map(target -> AttackCase.asserting(target, () -> {
                                    ObservedResponse answer = RawHttp.get(target);
                                    assertThat(answer.status())
                                            .as(answer.body())
                                            .isIn(400, 401, 404, 405);
                                    assertThat(answer.body()).doesNotContain("\"events\"", "jvm_", "\"checks\"");
                                })
                                .named()));
    }

    private static Stream<String> forms(String path) {
        String first = path.substring(1, path.indexOf('/', 1));
        String rest = path.substring(path.indexOf('/', 1));
        return Stream.of(
                path,
                "/" + path,
                "//" + path,
                path + "/",
                path + "//",
                path + ";x",
                path + ";jsessionid=1",
                "/" + first + ";x" + rest,
                path + "?",
                path + "%20",
                path + "%00",
                path + ".json",
                path + "/.",
                path + "/x/..",
                "/." + path,
                "/x/.." + path,
                "/app/.." + path,
                "/app/%2e%2e" + path,
                "/app/..%2f" + path.substring(1),
                "/app/..;" + path,
                "/app/%2e%2e;" + path,
                "/Q/../.." + path,
                "/%2e" + path,
                "/" + first + "%2f" + rest.substring(1),
                "/" + first + "%252f" + rest.substring(1),
                "/" + first + "\\" + rest.substring(1),
                "/" + first + "//" + rest.substring(1),
                "/" + first + "/." + rest,
                "/" + first.toUpperCase(java.util.Locale.ROOT) + rest,
                "/" + percentEncoded(first) + rest,
                "/" + first + "/" + percentEncoded(rest.substring(1)),
                TestPlatform.issuer() + path,
                "http://evil.example" + path);
    }

    @Test
    void anOperatorWithTheRoleIsAllowed() {
        String security = TestPlatform.platform().operatorToken("security");

        assertThat(IssuerHttp.get("/audit/events", security).status()).isEqualTo(200);
        assertThat(IssuerHttp.get("/admin/accounts", security).status()).isIn(403, 405);
    }

    private static String percentEncoded(String text) {
        return "%" + Integer.toHexString(text.charAt(0)) + text.substring(1);
    }
}
