package io.doorway.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.HeadlessBankLogin;
import io.doorway.e2e.support.TestPlatform;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** All events of a login belong to one trace, although browser, phone and bank send no trace context to each other. */
class SingleTraceTest {

    @Test
    void everyEventOfALoginBelongsToOneTrace() {
        HeadlessPhone phone = TestPlatform.person("Ada").headlessPhone();
        HeadlessBankLogin login = HeadlessBankLogin.begin();
        phone.approve(phone.scan(login::qr));
        login.await("approved");
        login.finish();

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<String> traces = traces(login.challenge());
            assertThat(traces).hasSize(5);
            assertThat(traces.stream().distinct()).hasSize(1);
            assertThat(traces.getFirst()).matches("[0-9a-f]{32}");
        });
    }

    private static List<String> traces(String challenge) {
        return TestPlatform.auditedEvents(challenge)
                .map(event -> event.at("/unmapped/doorway/traceparent").asText().split("-")[1])
                .toList();
    }
}
