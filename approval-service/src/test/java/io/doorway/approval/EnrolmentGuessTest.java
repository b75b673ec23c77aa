package io.doorway.approval;

import static io.doorway.approval.Enrolments.atOnce;
import static io.doorway.approval.Enrolments.enrol;
import static io.doorway.approval.Enrolments.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.PhoneMessages;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who guesses at enrolment codes has five tries for each, and learns nothing by them. */
@ApprovalServiceTest
class EnrolmentGuessTest {
    @Inject
    Pool pool;

    @Test
    void fourWrongSecretsLeaveTheCodeGood() {
        String code = Phones.code(Phones.account());
        guess(code, 4);

        PhoneAnswer answer = enrol(PhoneMessages.newKey(), code, "Phone");

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void fiveWrongSecretsBurnTheCode() {
        String code = Phones.code(Phones.account());
        guess(code, 5);

        PhoneAnswer answer = enrol(PhoneMessages.newKey(), code, "Phone");

        assertThat(answer.problem()).isEqualTo("wrong-enrolment-code");
    }

    @Test
    void ofAHundredWhoGuessAtOnceNoneGetsASixthTry() throws Exception {
        String account = Phones.account();
        String code = Phones.code(account);

        List<Integer> statuses = atOnce(
                100, () -> enrol(PhoneMessages.newKey(), wrong(code), "Guess").status());

        assertThat(statuses).containsOnly(403);
        assertThat(triesLeft(account)).isZero();
        assertThat(enrol(PhoneMessages.newKey(), code, "Phone").problem()).isEqualTo("wrong-enrolment-code");
    }

    @Test
    void guessesAtOneCodeCostAnotherNothing() {
        String account = Phones.account();
        String guessed = Phones.code(account);
        String other = Phones.code(account);
        guess(guessed, 5);

        assertThat(enrol(PhoneMessages.newKey(), other, "Phone").status()).isEqualTo(201);
    }

    @Test
    void nobodyLearnsWhichCodesThereAre() {
        String code = Phones.code(Phones.account());
        String used = Phones.code(Phones.account());
        enrol(PhoneMessages.newKey(), used, "Phone").expect(201);
        List<String> codes = List.of("00000000000000000000", wrong(code), used, wrong(used), "too short");

        List<PhoneAnswer> answers = new ArrayList<>();
        List<Duration> took = new ArrayList<>();
        for (String wrong : codes) {
            Instant begun = Instant.now();
            answers.add(enrol(PhoneMessages.newKey(), wrong, "Phone"));
            took.add(Duration.between(begun, Instant.now()));
        }

        assertThat(Set.copyOf(answers)).hasSize(1);
        assertThat(took.subList(0, 4)).allSatisfy(each -> assertThat(each).isGreaterThan(Duration.ofMillis(240)));
    }

    private static void guess(String code, int times) {
        for (int i = 0; i < times; i++) {
            enrol(PhoneMessages.newKey(), wrong(code), "Guess");
        }
    }

    private int triesLeft(String account) {
        return pool.preparedQuery("select tries_left from approval.enrolment where account = $1")
                .execute(Tuple.of(account))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getInteger(0);
    }
}
