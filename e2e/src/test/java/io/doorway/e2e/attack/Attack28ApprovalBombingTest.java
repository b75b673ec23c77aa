package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 28,
        name = "Approval bombing: so many requests that one is approved by mistake",
        control =
                "A phone is asked only if it has scanned; an account has one pending login, the newest, and the older ones are "
                        + "cancelled",
        where = "approval-service `ScanChallenge`, `SinglePendingLogin`")
class Attack28ApprovalBombingTest {

    private static final int LOGINS = 6;

    @ParameterizedTest
    @MethodSource
    void anOlderLoginOfTheAccount(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anOlderLoginOfTheAccount() {
        HeadlessPhone phone = TestPlatform.person("Victim").headlessPhone();
        Shop.Login[] logins = Stream.generate(Shop.PLAIN::begin).limit(LOGINS).toArray(Shop.Login[]::new);
        ScannedLogin[] scanned =
                Stream.of(logins).map(login -> phone.scan(login::qr)).toArray(ScannedLogin[]::new);
        return IntStream.range(0, LOGINS - 1)
                .boxed()
                .flatMap(i -> Stream.of(
                                AttackCase.of(
                                        "approve",
                                        () -> ProtocolCalls.approve(
                                                phone, logins[i].challenge(), scanned[i].transcript())),
                                AttackCase.of(
                                        "reject",
                                        () -> ProtocolCalls.reject(
                                                phone, logins[i].challenge(), scanned[i].transcript())))
                        .map(call -> call.refused(409, "challenge-closed")
                                .leavingUnchanged(logins[i]::state, "cancelled")
                                .named("login %d of %d".formatted(i + 1, LOGINS))));
    }

    @ParameterizedTest
    @MethodSource
    void aLoginThatThePhoneHasNotScanned(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aLoginThatThePhoneHasNotScanned() {
        HeadlessPhone phone = TestPlatform.person("Victim").headlessPhone();
        return IntStream.rangeClosed(1, 10).mapToObj(i -> {
            Victim another = Victim.at("scanned");
            return AttackCase.of(
                            "unsolicited login " + i,
                            () -> ProtocolCalls.approve(
                                    phone,
                                    another.challenge(),
                                    another.scanned().transcript()))
                    .refused(404, "challenge-not-found")
                    .leavingUnchanged(another::state, "scanned")
                    .named();
        });
    }

    @Test
    void theNewestLoginIsApproved() {
        HeadlessPhone phone = TestPlatform.person("Victim").headlessPhone();
        phone.scan(Shop.PLAIN.begin().qr());
        Shop.Login newest = Shop.PLAIN.begin();

        phone.approve(phone.scan(newest::qr));

        assertThat(newest.code()).isNotEmpty();
    }
}
