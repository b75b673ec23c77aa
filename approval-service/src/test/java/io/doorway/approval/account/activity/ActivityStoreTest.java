package io.doorway.approval.account.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.account.activity.ActivityPage.Item;
import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.CredentialId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@ApprovalServiceTest
class ActivityStoreTest {
    private final AccountId account = new AccountId("ada-" + UUID.randomUUID());

    @Inject
    ActivityStore store;

    @Inject
    ListActivity listActivity;

    @Test
    void aSecondDeliveryOfAnEventChangesNothing() {
        ActivityEntry codeRejected = entry("challenge", 4, ActivityKind.CODE_REJECTED, Instant.now());
        ActivityEntry login = entry("challenge", 5, ActivityKind.LOGIN, Instant.now());
        put(codeRejected);
        put(login);

        put(codeRejected);

        assertThat(list().activity()).extracting(Item::kind).containsExactly("login");
    }

    @Test
    void aLoginIsFinal() {
        put(entry("challenge", 4, ActivityKind.LOGIN, Instant.now()));

        put(entry("challenge", 16, ActivityKind.EXPIRED, Instant.now()));

        assertThat(list().activity()).extracting(Item::kind).containsExactly("login");
    }

    @Test
    void entriesOlderThanNinetyDaysAreDeleted() {
        put(entry("recent", 1, ActivityKind.DEVICE_ADDED, Instant.now().minus(Duration.ofDays(89))));
        put(entry("old", 1, ActivityKind.DEVICE_ADDED, Instant.now().minus(Duration.ofDays(91))));

        store.deleteOld().await().indefinitely();

        assertThat(list().activity()).extracting(Item::id).containsExactly("recent");
    }

    private ActivityEntry entry(String id, long version, ActivityKind kind, Instant at) {
        CredentialId credential = new CredentialId("credential");
        return new ActivityEntry(account, id, version, kind, at, credential, null, null, null, null, null);
    }

    private void put(ActivityEntry entry) {
        store.put(entry).await().indefinitely();
    }

    private ActivityPage list() {
        return listActivity.list(account, null, 10).await().indefinitely();
    }
}
