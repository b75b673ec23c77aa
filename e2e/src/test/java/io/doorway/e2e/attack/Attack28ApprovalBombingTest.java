package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Shop;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.ScannedLogin;
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
                "Nothing asks a phone unless it has scanned; an account has one login to decide, the newest, and the older are over",
        where = "approval-service `ScanChallenge`, `OnePending`")
class Attack28ApprovalBombingTest {

    private static final int LOGINS = 6;

    @ParameterizedTest
    @MethodSource
    void anOlderLoginOfAnAccountIsOver(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> anOlderLoginOfAnAccountIsOver() {
        HeadlessPhone phone = Doorway.person("Victim").headlessPhone();
        Shop.Login[] logins = Stream.generate(Shop.PLAIN::begin).limit(LOGINS).toArray(Shop.Login[]::new);
        ScannedLogin[] scanned =
                Stream.of(logins).map(login -> phone.scan(login::qr)).toArray(ScannedLogin[]::new);
        return IntStream.range(0, LOGINS - 1)
                .boxed()
                .flatMap(i -> Stream.of(
                                Attempt.of(
                                        "approve",
                                        () -> Moves.approve(phone, logins[i].challenge(), scanned[i].transcript())),
                                Attempt.of(
                                        "reject",
                                        () -> Moves.reject(phone, logins[i].challenge(), scanned[i].transcript())))
                        .map(move -> move.refused(409, "challenge-closed")
                                .leaving(logins[i]::state, "cancelled")
                                .named("login %d of %d".formatted(i + 1, LOGINS))));
    }

    @ParameterizedTest
    @MethodSource
    void whatAPhoneHasNotScannedItIsNotAskedFor(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> whatAPhoneHasNotScannedItIsNotAskedFor() {
        HeadlessPhone phone = Doorway.person("Victim").headlessPhone();
        return IntStream.rangeClosed(1, 10).mapToObj(i -> {
            Victim another = Victim.at("scanned");
            return Attempt.of(
                            "unsolicited login " + i,
                            () -> Moves.approve(
                                    phone,
                                    another.challenge(),
                                    another.scanned().transcript()))
                    .refused(404, "challenge-not-found")
                    .leaving(another::state, "scanned")
                    .named();
        });
    }

    @Test
    void theNewestIsApproved() {
        HeadlessPhone phone = Doorway.person("Victim").headlessPhone();
        phone.scan(Shop.PLAIN.begin().qr());
        Shop.Login newest = Shop.PLAIN.begin();

        phone.approve(phone.scan(newest::qr));

        assertThat(newest.code()).isNotEmpty();
    }
}
