package io.doorway.approval.account.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.AwaitActivity;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.approval.support.TestChallenges.TestChallenge;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.SessionId;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What ends at once when an operator ends all sessions of an account; session-service ends what it has stored by the event. */
@ApprovalServiceTest
class EndAccountSessionsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Inject
    TestChallenges logins;

    @Inject
    RevocationList revocationList;

    @Test
    void recentLoginsOfTheAccountAndOfNoOtherEndAtOnceAndTheAccountStaysActive() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        HeadlessPhone other = EnrolledPhones.enrolled();
        TestChallenge ended = logins.complete(phone);
        TestChallenge ofOther = logins.complete(other);
        AwaitActivity.of(phone, 2);
        AwaitActivity.of(other, 2);

        EnrolledPhones.operator("enrolment")
                .delete("/admin/accounts/" + phone.identity().account() + "/sessions")
                .then()
                .statusCode(204);

        assertThat(isRevoked(sessionOf(ended))).isTrue();
        assertThat(isRevoked(sessionOf(ofOther))).isFalse();
        assertThat(isRevoked(new RevocationList.Account(
                        new AccountId(phone.identity().account()))))
                .isFalse();
        TestChallenge later = logins.complete(phone);
        AwaitActivity.of(phone, 3);
        assertThat(isRevoked(sessionOf(later))).isFalse();
    }

    private static RevocationList.Session sessionOf(TestChallenge login) {
        return new RevocationList.Session(SessionId.of(login.id()));
    }

    private boolean isRevoked(RevocationList.Entry entry) {
        return revocationList.firstRevoked(entry).await().atMost(TIMEOUT).isPresent();
    }
}
