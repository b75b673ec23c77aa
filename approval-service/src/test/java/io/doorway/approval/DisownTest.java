package io.doorway.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.doorway.edge.session.SessionGate;
import io.doorway.edge.session.SessionId;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.LoginDisowned;
import io.doorway.protocol.event.Topics;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneMessages;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** "This wasn't me", said of a login of the last day. */
@ApprovalServiceTest
class DisownTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Logins logins;

    @Inject
    SessionGate sessions;

    @Inject
    Pool pool;

    @Test
    void aDisownedLoginIsEndedMarkedAndToldOnce() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.loggedIn(phone);
        Activities.of(phone, 2);

        phone.disown(login.id().value()).expect(204);
        phone.disown(login.id().value()).expect(204);

        assertThat(ended(login)).isTrue();
        assertThat(phone.activity().getFirst())
                .containsEntry("may_disown", false)
                .containsKey("disowned_at");
        assertThat(TopicReader.events(Topics.SESSIONS, 2, event -> isOf(login, event), Duration.ofSeconds(3)))
                .singleElement()
                .isInstanceOfSatisfying(LoginDisowned.class, told -> {
                    assertThat(told.sessionId()).isEqualTo(SessionId.of(login.id()));
                    assertThat(told.account()).isEqualTo(phone.identity().account());
                    assertThat(told.credential()).isEqualTo(phone.identity().credentialId());
                });
    }

    @Test
    void aBrowserIsRememberedAndForgottenWithALoginThatWasDisowned() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login =
                logins.loggedIn(phone, Asking.USUAL.policy(CheckPolicy.UNKNOWN).in("key-of-" + UUID.randomUUID()));
        assertThat(Activities.of(phone, 3))
                .anySatisfy(one -> assertThat(one)
                        .contains(entry("kind", "browser_remembered"), entry("browser", "Firefox on Linux")));

        phone.disown(login.id().value()).expect(204);

        assertThat(phone.browsers()).isEmpty();
        assertThat(Activities.of(phone, 4).getFirst())
                .contains(entry("kind", "browser_forgotten"), entry("browser", "Firefox on Linux"));
    }

    @Test
    void anotherPersonsLoginIsLikeNone() {
        HeadlessPhone ada = Phones.enrolled();
        Logins.Login login = logins.loggedIn(ada);
        Activities.of(ada, 2);

        PhoneAnswer answer = Phones.enrolled().disown(login.id().value());

        assertThat(answer.problem()).isEqualTo("login-not-found");
        assertThat(answer.body()).isEqualTo(ada.disown("AAAAAAAAAAAAAAAAAAAAAA").body());
        assertThat(answer.body()).isEqualTo(ada.disown("none").body());
        assertThat(ended(login)).isFalse();
    }

    @Test
    void whatWasRejectedIsNoLoginToDisown() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.waiting();
        phone.reject(phone.scan(login.link()), "changed_mind");
        Activities.of(phone, 2);

        assertThat(phone.disown(login.id().value()).problem()).isEqualTo("login-not-found");
    }

    @Test
    void afterADayALoginCannotBeDisownedAnyMore() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.loggedIn(phone);
        Activities.of(phone, 2);
        age(login, "24 hours 1 second");

        assertThat(phone.disown(login.id().value()).problem()).isEqualTo("login-too-old");
        assertThat(ended(login)).isFalse();
    }

    @Test
    void aLoginThatWasDisownedInTimeStaysSo() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.loggedIn(phone);
        Activities.of(phone, 2);
        phone.disown(login.id().value()).expect(204);
        age(login, "2 days");

        assertThat(phone.disown(login.id().value()).status()).isEqualTo(204);
    }

    @Test
    void aMessageThatListsDoesNotDisown() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.loggedIn(phone);
        Activities.of(phone, 2);
        String nonce = Objects.requireNonNull(Phones.line()
                .get("/activity", phone.message(PhoneMessages.DEVICE, Map.of()))
                .nonce());

        PhoneAnswer turned = Phones.line()
                .post(
                        "/activity/" + login.id().value() + "/disown",
                        phone.message(PhoneMessages.DEVICE, Map.of("nonce", nonce)));

        assertThat(turned.problem()).isEqualTo("use-nonce");
        assertThat(ended(login)).isFalse();
    }

    private boolean ended(Logins.Login login) {
        return sessions.ended(SessionId.of(login.id())).await().atMost(PATIENCE);
    }

    private void age(Logins.Login login, String age) {
        pool.preparedQuery("update approval.activity set at = now() - $2::text::interval where id = $1")
                .execute(Tuple.of(login.id().value(), age))
                .await()
                .atMost(PATIENCE);
    }

    private static boolean isOf(Logins.Login login, Event event) {
        return event instanceof LoginDisowned told
                && told.challengeId().equals(login.id().value());
    }
}
