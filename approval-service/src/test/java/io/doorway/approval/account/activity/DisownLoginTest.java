package io.doorway.approval.account.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.AwaitActivity;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.approval.support.TestPasskeys;
import io.doorway.approval.support.TopicReader;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.SessionEvent.LoginDisowned;
import io.doorway.protocol.event.Topics;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.testkit.login.LoginRequestBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Disowning a login of the last day ("this wasn't me"). */
@ApprovalServiceTest
class DisownLoginTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Inject
    TestPasskeys passkeys;

    @Inject
    TestChallenges logins;

    @Inject
    RevocationList revocationList;

    @Inject
    Pool pool;

    @Test
    void aDisownedLoginIsRevokedMarkedAndPublishedOnce() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.complete(phone);
        AwaitActivity.of(phone, 2);

        phone.disown(login.id().value()).expect(204);
        phone.disown(login.id().value()).expect(204);

        assertThat(isRevoked(login)).isTrue();
        assertThat(phone.activity().getFirst())
                .containsEntry("may_disown", false)
                .containsKey("disowned_at");
        assertThat(TopicReader.allEvents(Topics.SESSIONS, 1, event -> isOf(login, event)))
                .singleElement()
                .isInstanceOfSatisfying(LoginDisowned.class, event -> {
                    assertThat(event.sessionId()).isEqualTo(SessionId.of(login.id()));
                    assertThat(event.account().value())
                            .isEqualTo(phone.identity().account());
                    assertThat(event.credential().value())
                            .isEqualTo(phone.identity().credentialId());
                });
    }

    @Test
    void disowningALoginForgetsItsBrowser() {
        HeadlessPhone phone = passkeys.phonePastCoolingOff();
        TestChallenge login = logins.complete(
                phone,
                LoginRequestBuilder.DEFAULT.checkPolicy(CheckPolicy.UNKNOWN).browserKey("key-of-" + UUID.randomUUID()));
        assertThat(AwaitActivity.of(phone, 3))
                .anySatisfy(entry -> assertThat(entry)
                        .contains(entry("kind", "browser_remembered"), entry("browser", "Firefox on Linux")));

        phone.disown(login.id().value()).expect(204);

        assertThat(phone.browsers()).isEmpty();
        assertThat(AwaitActivity.of(phone, 4).getFirst())
                .contains(entry("kind", "browser_forgotten"), entry("browser", "Firefox on Linux"));
    }

    @Test
    void anotherAccountsLoginIsNotFound() {
        HeadlessPhone ada = EnrolledPhones.enrolled();
        TestChallenge login = logins.complete(ada);
        AwaitActivity.of(ada, 2);

        PhoneResponse response = EnrolledPhones.enrolled().disown(login.id().value());

        assertThat(response.problem()).isEqualTo("login-not-found");
        assertThat(response.body())
                .isEqualTo(ada.disown("AAAAAAAAAAAAAAAAAAAAAA").body());
        assertThat(response.body()).isEqualTo(ada.disown("none").body());
        assertThat(isRevoked(login)).isFalse();
    }

    @Test
    void aRejectedLoginCannotBeDisowned() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.create();
        phone.reject(phone.scan(login.qrLink()), "changed_mind");
        AwaitActivity.of(phone, 2);

        assertThat(phone.disown(login.id().value()).problem()).isEqualTo("login-not-found");
    }

    @Test
    void aLoginOlderThanADayCannotBeDisowned() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.complete(phone);
        AwaitActivity.of(phone, 2);
        age(login, "24 hours 1 second");

        assertThat(phone.disown(login.id().value()).problem()).isEqualTo("login-too-old");
        assertThat(isRevoked(login)).isFalse();
    }

    @Test
    void disowningCanBeRepeatedAfterADay() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.complete(phone);
        AwaitActivity.of(phone, 2);
        phone.disown(login.id().value()).expect(204);
        age(login, "2 days");

        assertThat(phone.disown(login.id().value()).status()).isEqualTo(204);
    }

    @Test
    void aMessageForTheListDoesNotDisown() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        TestChallenge login = logins.complete(phone);
        AwaitActivity.of(phone, 2);
        String nonce = Objects.requireNonNull(EnrolledPhones.http()
                .get("/activity", phone.signedMessage(PhoneMessages.DEVICE, Map.of()))
                .nonce());

        PhoneResponse response = EnrolledPhones.http()
                .post(
                        "/activity/" + login.id().value() + "/disown",
                        phone.signedMessage(PhoneMessages.DEVICE, Map.of("nonce", nonce)));

        assertThat(response.problem()).isEqualTo("use-nonce");
        assertThat(isRevoked(login)).isFalse();
    }

    private boolean isRevoked(TestChallenge login) {
        return revocationList
                .firstRevoked(new RevocationList.Session(SessionId.of(login.id())))
                .await()
                .atMost(TIMEOUT)
                .isPresent();
    }

    private void age(TestChallenge login, String age) {
        pool.preparedQuery("update approval.activity set at = now() - $2::text::interval where id = $1")
                .execute(Tuple.of(login.id().value(), age))
                .await()
                .atMost(TIMEOUT);
    }

    private static boolean isOf(TestChallenge login, Event event) {
        return event instanceof LoginDisowned disowned && disowned.challengeId().equals(login.id());
    }
}
