package io.doorway.approval.phone.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TestChallenges;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.testkit.login.LoginRequestBuilder;
import io.doorway.web.limit.RateLimits;
import io.doorway.web.limit.RateLimits.Verification;
import io.doorway.web.refusal.Actor;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rate limits of phones and accounts, with the limits of production except those of the address, which all tests share. */
@ApprovalServiceTest
@TestProfile(PhoneRateLimitTest.RealLimits.class)
class PhoneRateLimitTest {

    private static final int SCANS_OF_A_PHONE = 20;
    private static final int SCANS_OF_AN_ACCOUNT = 30;
    private static final int LINKS_OF_AN_ACCOUNT = 15;
    private static final int CODES_OF_A_PHONE = 5;
    private static final int CODES_OF_AN_ACCOUNT = 10;
    private static final int MAX_SCANS = 200;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Inject
    TestChallenges logins;

    @Inject
    RateLimits limits;

    public static final class RealLimits implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "doorway.limits.factor", "1",
                    "doorway.limits.scan-by-address", "1000/PT1M",
                    "doorway.limits.enrol-by-address", "1000/PT1M",
                    "doorway.limits.forge-by-address", "1000/PT1M");
        }
    }

    @Test
    void aPhoneThatScansTooOftenIsLimitedAndAnotherIsNot() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        HeadlessPhone another = EnrolledPhones.enrolled();

        List<PhoneResponse> responses = scanUntilLimited(phone);

        assertThat(responses).hasSizeGreaterThan(SCANS_OF_A_PHONE);
        assertThat(responses.getLast().problem()).isEqualTo("too-many-requests");
        assertThat(scanUnknown(another).problem()).isEqualTo("challenge-not-found");
    }

    @Test
    void allPhonesOfAnAccountAreLimitedTogether() {
        String account = EnrolledPhones.account();

        List<PhoneResponse> responses =
                scanUntilLimited(EnrolledPhones.enrolled(account), EnrolledPhones.enrolled(account));

        assertThat(responses).hasSizeGreaterThan(SCANS_OF_AN_ACCOUNT);
        assertThat(responses.getLast().problem()).isEqualTo("too-many-requests");
        assertThat(scanUnknown(EnrolledPhones.enrolled()).problem()).isEqualTo("challenge-not-found");
    }

    @Test
    void linksAreLimitedApartFromScans() {
        String account = EnrolledPhones.account();
        HeadlessPhone phone = EnrolledPhones.enrolled(account);
        HeadlessPhone another = EnrolledPhones.enrolled(account);

        List<PhoneResponse> responses = repeatUntilLimited(HeadlessPhone::open, phone, another);

        assertThat(responses).hasSizeBetween(LINKS_OF_AN_ACCOUNT + 1, SCANS_OF_AN_ACCOUNT);
        assertThat(responses.getLast().problem()).isEqualTo("too-many-requests");
        assertThat(unknown(HeadlessPhone::scan, phone).problem()).isEqualTo("challenge-not-found");
        assertThat(unknown(HeadlessPhone::open, EnrolledPhones.enrolled()).problem())
                .isEqualTo("challenge-not-found");
    }

    @Test
    void codesAreLimitedApartFromScansByDeviceAccountAndAddress() {
        String account = EnrolledPhones.account();
        HeadlessPhone phone = EnrolledPhones.enrolled(account);
        HeadlessPhone[] strangers =
                Stream.generate(EnrolledPhones::enrolled).limit(12).toArray(HeadlessPhone[]::new);

        int ofThePhone = codesUntilLimited(phone);
        int ofTheAccount = codesUntilLimited(EnrolledPhones.enrolled(account), EnrolledPhones.enrolled(account));

        assertThat(ofThePhone).isBetween(CODES_OF_A_PHONE, 2 * CODES_OF_A_PHONE);
        assertThat(ofThePhone + ofTheAccount).isBetween(CODES_OF_AN_ACCOUNT, 2 * CODES_OF_A_PHONE * 2 - 1);
        assertThat(unknown(HeadlessPhone::scan, phone).problem()).isEqualTo("challenge-not-found");
        assertThat(codesUntilLimited(strangers))
                .as("by their address, before any of them has had its own")
                .isLessThan(strangers.length * CODES_OF_A_PHONE);
    }

    /** How many codes were admitted. */
    private static int codesUntilLimited(HeadlessPhone... phones) {
        return repeatUntilLimited((phone, frame) -> phone.enterCode("0000-0000"), phones)
                        .size()
                - 1;
    }

    @Test
    void aPhoneWhoseScansAreLimitedCanStillReject() {
        HeadlessPhone phone = EnrolledPhones.enrolled();
        ScannedLogin login = phone.scan(logins.create().qrLink());
        scanUntilLimited(phone);

        assertThat(phone.reject(login, "not_me").text("state")).isEqualTo("rejected");
    }

    @Test
    void ofABurstInParallelAsManyAreAdmittedAsTheLineOfTheAddressHas() {
        List<CompletableFuture<Verification>> burst = IntStream.range(0, 600)
                .mapToObj(i -> limits.beforeAuthentication(Attempt.APPROVE, Actor.at("203.0.113.9"))
                        .subscribe()
                        .asCompletionStage())
                .toList();

        long admitted = burst.stream()
                .map(attempt ->
                        attempt.handle((done, refused) -> refused == null).orTimeout(10, TimeUnit.SECONDS))
                .filter(CompletableFuture::join)
                .count();

        assertThat(admitted).isBetween(120L, 150L);
    }

    @Test
    void aBrowserAtABusySourceHasASignal() {
        String address = "203.0.113.7";
        for (int i = 0; i < 50; i++) {
            limits.beforeAuthentication(Attempt.CREATE, Actor.at(address))
                    .await()
                    .atMost(TIMEOUT);
        }

        assertThat((List<?>) EnrolledPhones.enrolled()
                        .scan(logins.create(LoginRequestBuilder.DEFAULT.browserIp(address))
                                .qrLink())
                        .details()
                        .get("risk"))
                .asString()
                .contains("busy_source");
    }

    /** Lets the phones scan in turn until one is limited. On a slow machine the limits recover while the test runs. */
    private static List<PhoneResponse> scanUntilLimited(HeadlessPhone... phones) {
        return repeatUntilLimited(HeadlessPhone::scan, phones);
    }

    private static List<PhoneResponse> repeatUntilLimited(
            BiFunction<HeadlessPhone, String, ScannedLogin> claim, HeadlessPhone... phones) {
        List<PhoneResponse> responses = new ArrayList<>();
        while (responses.isEmpty() || responses.getLast().status() != 429) {
            assertThat(responses).hasSizeLessThan(MAX_SCANS);
            responses.add(unknown(claim, phones[responses.size() % phones.length]));
        }
        return responses;
    }

    private static PhoneResponse scanUnknown(HeadlessPhone phone) {
        return unknown(HeadlessPhone::scan, phone);
    }

    /** The response to the claim of a frame that does not exist. */
    private static PhoneResponse unknown(BiFunction<HeadlessPhone, String, ScannedLogin> claim, HeadlessPhone phone) {
        return catchThrowableOfType(
                        PhoneRefusedException.class,
                        () -> claim.apply(phone, EnrolledPhones.ISSUER + "/Q/" + "0".repeat(60)))
                .response();
    }
}
