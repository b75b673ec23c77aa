package io.doorway.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.e2e.support.BankLogin;
import io.doorway.e2e.support.Doorway;
import io.doorway.testkit.phone.HeadlessPhone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** From the redirect to the tokens a login is one trace, though browser, phone and bank know nothing of each other's. */
class OneTraceTest {

    @Test
    void everyEventOfALoginBelongsToOneTrace() {
        HeadlessPhone phone = Doorway.person("Ada").headlessPhone();
        BankLogin login = BankLogin.begin();
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
        List<String> traces = new ArrayList<>();
        JsonNode events = Doorway.operator("security")
                .get("/audit/events?challenge=" + challenge)
                .get("events");
        for (JsonNode event : events) {
            traces.add(event.at("/unmapped/doorway/traceparent").asText().split("-")[1]);
        }
        return traces;
    }
}
