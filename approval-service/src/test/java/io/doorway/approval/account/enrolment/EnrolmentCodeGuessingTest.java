package io.doorway.approval.account.enrolment;

import static io.doorway.approval.support.EnrolmentAttempts.enrol;
import static io.doorway.approval.support.EnrolmentAttempts.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Guesses of enrolment codes are counted, and their responses disclose nothing. */
@ApprovalServiceTest
class EnrolmentCodeGuessingTest {
    @Inject
    Pool pool;

    @Test
    void aCodeIsValidAfterFourWrongSecrets() {
        String code = EnrolledPhones.code(EnrolledPhones.account());
        guess(code, 4);

        PhoneResponse response = enrol(PhoneMessages.newKey(), code, "Phone");

        assertThat(response.status()).isEqualTo(201);
    }

    @Test
    void aCodeIsInvalidAfterFiveWrongSecrets() {
        String code = EnrolledPhones.code(EnrolledPhones.account());
        guess(code, 5);

        PhoneResponse response = enrol(PhoneMessages.newKey(), code, "Phone");

        assertThat(response.problem()).isEqualTo("wrong-enrolment-code");
    }

    @Test
    void ofAHundredConcurrentGuessesFiveAreCounted() throws Exception {
        String account = EnrolledPhones.account();
        String code = EnrolledPhones.code(account);

        List<Integer> statuses = ConcurrentCalls.run(
                100, call -> enrol(PhoneMessages.newKey(), wrong(code), "Guess").status());

        assertThat(statuses).containsOnly(403);
        assertThat(triesLeft(account)).isZero();
        assertThat(enrol(PhoneMessages.newKey(), code, "Phone").problem()).isEqualTo("wrong-enrolment-code");
    }

    @Test
    void guessesOfOneCodeDoNotAffectAnother() {
        String account = EnrolledPhones.account();
        String guessed = EnrolledPhones.code(account);
        String other = EnrolledPhones.code(account);
        guess(guessed, 5);

        assertThat(enrol(PhoneMessages.newKey(), other, "Phone").status()).isEqualTo(201);
    }

    @Test
    void everyInvalidCodeGetsTheSameResponseAfterTheSameTime() {
        String code = EnrolledPhones.code(EnrolledPhones.account());
        String used = EnrolledPhones.code(EnrolledPhones.account());
        enrol(PhoneMessages.newKey(), used, "Phone").expect(201);
        List<String> codes = List.of("00000000000000000000", wrong(code), used, wrong(used), "too short");

        List<PhoneResponse> responses = new ArrayList<>();
        List<Duration> durations = new ArrayList<>();
        for (String wrong : codes) {
            Instant start = Instant.now();
            responses.add(enrol(PhoneMessages.newKey(), wrong, "Phone"));
            durations.add(Duration.between(start, Instant.now()));
        }

        assertThat(Set.copyOf(responses)).hasSize(1);
        assertThat(durations.subList(0, 4))
                .allSatisfy(duration -> assertThat(duration).isGreaterThan(Duration.ofMillis(240)));
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
