package io.doorway.approval.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.WithIssuer;
import io.doorway.testkit.quarkus.WithKafka;
import io.doorway.testkit.quarkus.WithPostgres;
import io.doorway.testkit.quarkus.WithRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(WithRedis.class)
@QuarkusTestResource(WithKafka.class)
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithIssuer.class)
class EntriesTest {
    private final String account = "ada-" + UUID.randomUUID();

    @Inject
    Entries entries;

    @Inject
    ListActivity list;

    @Test
    void anEventThatComesAgainChangesNothing() {
        Entry mistyped = entry("challenge", 4, ActivityKind.MISTYPED, Instant.now());
        Entry login = entry("challenge", 5, ActivityKind.LOGIN, Instant.now());
        put(mistyped);
        put(login);

        put(mistyped);

        assertThat(list().activity()).extracting(Activity::kind).containsExactly("login");
    }

    @Test
    void ninetyDaysAreKept() {
        put(entry("young", 1, ActivityKind.DEVICE_ADDED, Instant.now().minus(Duration.ofDays(89))));
        put(entry("old", 1, ActivityKind.DEVICE_ADDED, Instant.now().minus(Duration.ofDays(91))));

        entries.forgetOld().await().indefinitely();

        assertThat(list().activity()).extracting(Activity::id).containsExactly("young");
    }

    private Entry entry(String id, long version, ActivityKind kind, Instant at) {
        return new Entry(account, id, version, kind, at, "credential", null, null, null, null);
    }

    private void put(Entry entry) {
        entries.put(entry).await().indefinitely();
    }

    private ActivityPage list() {
        return list.list(account, null, 10).await().indefinitely();
    }
}
