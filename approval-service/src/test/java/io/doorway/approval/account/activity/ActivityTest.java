package io.doorway.approval.account.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.AwaitActivity;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.approval.support.TestPasskeys;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCancelled;
import io.doorway.protocol.event.ChallengeEvent.ChallengeExpired;
import io.doorway.protocol.event.ChallengeEvent.ConfirmationCodeRejected;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.StateName;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.doorway.testkit.login.LoginRequestBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The activity list of an account. */
@ApprovalServiceTest
class ActivityTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ClientId BANK = new ClientId("bank");

    @Inject
    TestChallenges logins;

    @Inject
    TestPasskeys passkeys;

    @Inject
    EventLog log;

    @Inject
    EventSigner signer;

    @Inject
    RandomGenerator random;

    @Test
    void aLoginIsListedWithItsRelyingPartyBrowserAndDevice() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.complete(phone);

        Map<String, Object> listed = AwaitActivity.of(phone, 2).getFirst();

        assertThat(listed)
                .contains(
                        entry("id", login.id().value()),
                        entry("kind", "login"),
                        entry("client_name", "Demo Bank"),
                        entry("client_domain", "bank.example.org"),
                        entry("browser", "Firefox on Linux"),
                        entry("browser_ip", "127.0.0.1"),
                        entry("device", "Test phone"),
                        entry("may_disown", true))
                .doesNotContainKeys("browser_location", "reason", "disowned_at");
    }

    @Test
    void aRejectedLoginIsListedWithItsReason() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        phone.reject(phone.scan(logins.create().qrLink()), "not_me");

        assertThat(AwaitActivity.of(phone, 2).getFirst())
                .contains(entry("kind", "rejected"), entry("reason", "not_me"), entry("may_disown", false));
    }

    @Test
    void aPaymentIsListedWithItsAmountAndPayeeHoweverItEnds() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        Action payment = new Action(
                "payment",
                null,
                List.of(
                        new Action.Detail("amount", "Amount", "42.50"),
                        new Action.Detail("currency", "Currency", "EUR"),
                        new Action.Detail("payee", "Payee", "Harbour Rail"),
                        new Action.Detail("reference", "Reference", "for the flat")));
        TestChallenge paid = logins.complete(phone, LoginRequestBuilder.DEFAULT.action(payment));
        TestChallenge rejected = logins.create(LoginRequestBuilder.DEFAULT.action(payment));
        phone.reject(phone.scan(rejected.qrLink()), "changed_mind");

        List<Map<String, Object>> listed = AwaitActivity.of(phone, 3);

        Map<String, String> published = Map.of("amount", "42.50", "currency", "EUR", "payee", "Harbour Rail");
        assertThat(listed)
                .filteredOn(entry ->
                        List.of(paid.id().value(), rejected.id().value()).contains(entry.get("id")))
                .hasSize(2)
                .allSatisfy(entry ->
                        assertThat(entry).contains(entry("action", "payment"), entry("action_details", published)));
    }

    @Test
    void anExpiredLoginIsListedWithItsState() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        publish(new ChallengeExpired(
                newId(),
                3,
                Instant.now(),
                BANK,
                "Demo Bank",
                "login",
                null,
                StateName.SCANNED,
                credential(phone),
                account(phone),
                null));

        assertThat(AwaitActivity.of(phone, 2).getFirst())
                .contains(entry("kind", "expired"), entry("reason", "scanned"));
    }

    @Test
    void aRejectedCodeIsListed() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        publish(codeRejected(phone, newId(), 4));

        assertThat(AwaitActivity.of(phone, 2).getFirst())
                .contains(entry("kind", "code_rejected"), entry("client_name", "Demo Bank"));
    }

    @Test
    void rejectedCodesAndTheCancellationAreOneEntry() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        ChallengeId id = newId();
        publish(codeRejected(phone, id, 4));
        publish(codeRejected(phone, id, 5));
        publish(new ChallengeCancelled(
                id,
                6,
                Instant.now(),
                BANK,
                "Demo Bank",
                "login",
                null,
                StateName.APPROVED,
                Canceller.WRONG_CODE,
                credential(phone),
                account(phone),
                null));

        List<Map<String, Object>> listed = AwaitActivity.of(
                phone, found -> found.stream().anyMatch(entry -> "cancelled".equals(entry.get("kind"))));

        assertThat(listed)
                .filteredOn(entry -> entry.get("id").equals(id.value()))
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry).contains(entry("kind", "cancelled"), entry("reason", "wrong_code")));
    }

    @Test
    void enrolledAndRevokedDevicesAreListed() {
        String account = EnrolledPhones.account();
        HeadlessPhone kept = passkeys.pastCoolingOff(EnrolledPhones.enrolled(account));
        HeadlessPhone lost = EnrolledPhones.enrolled(account);
        kept.revoke(lost.identity().credentialId());

        List<Map<String, Object>> listed = AwaitActivity.of(kept, 3);

        assertThat(listed)
                .extracting(entry -> entry.get("kind"))
                .containsExactly("device_removed", "device_added", "device_added");
        assertThat(listed.getFirst())
                .contains(
                        entry("reason", "person"),
                        entry("credential_id", lost.identity().credentialId()));
    }

    @Test
    void pagesHaveNoGapAndNoOverlap() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        for (int i = 0; i < 4; i++) {
            logins.complete(phone);
        }
        List<Object> all = AwaitActivity.of(phone, 5).stream()
                .map(entry -> entry.get("id"))
                .toList();

        PhoneResponse first = get(phone, "/activity?limit=3").expect(200);
        PhoneResponse second =
                get(phone, "/activity?limit=3&before=" + first.text("next")).expect(200);

        assertThat(ids(first)).isEqualTo(all.subList(0, 3));
        assertThat(ids(second)).isEqualTo(all.subList(3, 5));
        assertThat(second.json()).doesNotContainKey("next");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%00", "a%20b", "'"})
    void aPageBeginsAfterAnIdOnly(String before) {
        assertThat(get(EnrolledPhones.enrolled(), "/activity?before=" + before).status())
                .isEqualTo(400);
    }

    @Test
    void thePageSizeIsBounded() {
        HeadlessPhone phone = EnrolledPhones.enrolled();

        assertThat(get(phone, "/activity?limit=0").status()).isEqualTo(400);
        assertThat(get(phone, "/activity?limit=101").status()).isEqualTo(400);
    }

    @Test
    void anotherAccountsActivityIsNotListed() {
        HeadlessPhone ada = EnrolledPhones.enrolled();
        HeadlessPhone eve = EnrolledPhones.enrolled();
        TestChallenge login = logins.complete(ada);
        AwaitActivity.of(ada, 2);
        AwaitActivity.of(eve, 1);

        PhoneResponse before =
                get(eve, "/activity?before=" + login.id().value()).expect(200);

        assertThat(eve.activity()).hasSize(1);
        assertThat(ids(before)).isEmpty();
    }

    private ChallengeId newId() {
        return ChallengeId.random(random);
    }

    private static CredentialId credential(HeadlessPhone phone) {
        return new CredentialId(phone.identity().credentialId());
    }

    private static AccountId account(HeadlessPhone phone) {
        return new AccountId(phone.identity().account());
    }

    private static ConfirmationCodeRejected codeRejected(HeadlessPhone phone, ChallengeId id, int version) {
        Instant at = Instant.now();
        return new ConfirmationCodeRejected(
                id,
                version,
                at,
                BANK,
                "Demo Bank",
                credential(phone),
                account(phone),
                6 - version,
                "203.0.113.7",
                at,
                null);
    }

    /** Publishes an event, as another service does. */
    private void publish(Event event) {
        log.append(List.of(OutboxEntry.direct(signer.sign(event)))).await().atMost(TIMEOUT);
    }

    private static PhoneResponse get(HeadlessPhone phone, String path) {
        PhoneResponse response = EnrolledPhones.http().get(path, phone.signedMessage(PhoneMessages.DEVICE, Map.of()));
        return response.nonce() == null
                ? response
                : EnrolledPhones.http()
                        .get(path, phone.signedMessage(PhoneMessages.DEVICE, Map.of("nonce", response.nonce())));
    }

    private static List<Object> ids(PhoneResponse response) {
        return ((List<?>) response.json().get("activity"))
                .stream().<Object>map(entry -> ((Map<?, ?>) entry).get("id")).toList();
    }
}
