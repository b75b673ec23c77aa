package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.operator.OperatorClient;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import io.doorway.e2e.support.TestPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 57,
        name =
                "Revocations out of order: an account is suspended and resumed at once, so that its sessions outlive the suspension",
        control =
                "The status of an account has a version in PostgreSQL; the revocation list takes no earlier version, and is "
                        + "written again after a crash and after Redis lost data",
        where = "libs/login `RevocationList`; approval-service `Accounts`, `RestoreRevocationList`")
class Attack57RevocationOrderTest {

    private static final int INTERLEAVINGS = 60;
    private static final int REPEATED_LOCKS = 20;

    @ParameterizedTest
    @MethodSource
    void operatorsAtOnce(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** Whatever came last in the database is what the holder of an access token sees. */
    static Stream<Named<AttackCase>> operatorsAtOnce() {
        return IntStream.range(0, INTERLEAVINGS)
                .mapToObj(seed -> AttackCase.asserting("interleaving " + seed, () -> {
                            Victim victim = Victim.at("approved");
                            String token = victim.login().accessToken();
                            inParallel(victim, new Random(seed));

                            assertThat(ProtocolCalls.userInfo(token).status() == 200)
                                    .as("the list agrees with the database")
                                    .isEqualTo(isActive(victim));
                        })
                        .named());
    }

    @ParameterizedTest
    @MethodSource
    void theLastWordHolds(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    /** After operators changed the account at once, one more change decides alone. */
    static Stream<Named<AttackCase>> theLastWordHolds() {
        return IntStream.range(0, REPEATED_LOCKS)
                .boxed()
                .flatMap(seed -> Stream.of(
                        AttackCase.asserting("suspended after interleaving " + seed, () -> {
                                    Victim victim = Victim.at("approved");
                                    String token = victim.login().accessToken();
                                    inParallel(victim, new Random(1000 + seed));
                                    operator().suspend(victim.person().account());
                                    assertThat(ProtocolCalls.userInfo(token).status())
                                            .isNotEqualTo(200);
                                })
                                .named(),
                        AttackCase.asserting("resumed after interleaving " + seed, () -> {
                                    Victim victim = Victim.at("approved");
                                    String token = victim.login().accessToken();
                                    inParallel(victim, new Random(2000 + seed));
                                    operator().resume(victim.person().account());
                                    assertThat(ProtocolCalls.userInfo(token).status())
                                            .isEqualTo(200);
                                })
                                .named()));
    }

    @Test
    void anAccountThatNobodySuspendsReadsItsClaims() {
        assertThat(ProtocolCalls.userInfo(Victim.at("approved").login().accessToken())
                        .status())
                .isEqualTo(200);
    }

    /** Four operators with six calls. */
    private static void inParallel(Victim victim, Random random) throws InterruptedException, ExecutionException {
        String account = victim.person().account();
        List<Future<?>> calls = new ArrayList<>();
        try (ExecutorService operators = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 6; i++) {
                boolean suspend = random.nextBoolean();
                calls.add(operators.submit(() -> {
                    if (suspend) {
                        operator().suspend(account);
                    } else {
                        operator().resume(account);
                    }
                }));
            }
        }
        for (Future<?> call : calls) {
            call.get();
        }
    }

    /** approval-service reads the database at every call of a phone. */
    private static boolean isActive(Victim victim) {
        try {
            victim.phone().devices();
            return true;
        } catch (PhoneRefusedException refused) {
            assertThat(refused.response().problem()).isEqualTo("account-not-active");
            return false;
        }
    }

    private static OperatorClient operator() {
        return TestPlatform.operator("enrolment");
    }
}
