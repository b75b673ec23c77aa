package io.doorway.approval;

import static io.doorway.approval.Phones.refused;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.doorway.protocol.challenge.Acr;
import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.CheckPolicy;
import io.doorway.protocol.challenge.Handover;
import io.doorway.protocol.challenge.RiskSignal;
import io.doorway.protocol.event.ChallengeApproved;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneAnswer;
import io.doorway.testkit.phone.ScannedLogin;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the approving phone is given for the browser. */
@ApprovalServiceTest
class HandoverTest {
    private static final Asking ASKS_FOR_A_CODE = Asking.USUAL.policy(CheckPolicy.ALWAYS);

    @Inject
    Logins logins;

    @Inject
    RandomGenerator random;

    @Test
    void codesComeFromACryptographicSource() {
        assertThat(random).isInstanceOf(SecureRandom.class);
    }

    @Test
    void thePhoneIsGivenSixDigitsAndTheChallengeKnowsThem() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.waiting(ASKS_FOR_A_CODE);

        PhoneAnswer answer = phone.approve(phone.scan(login.link()));

        assertThat(answer.code()).matches("[0-9]{6}");
        assertThat(answer.returnTo()).isNull();
        Approved approved = (Approved) logins.now(login);
        Handover handover = requireNonNull(approved.handover());
        assertThat(handover.kind()).isEqualTo(Check.TYPED_CODE);
        assertThat(handover.secret().open()).isEqualTo(answer.code());
        assertThat(handover.triesLeft()).isEqualTo(3);
        assertThat(Duration.between(approved.approval().at(), approved.deadline()))
                .isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void askingAgainGetsTheSameCode() {
        HeadlessPhone phone = Phones.enrolled();
        ScannedLogin scanned = phone.scan(logins.waiting(ASKS_FOR_A_CODE).link());

        PhoneAnswer first = phone.approve(scanned);
        PhoneAnswer again = phone.approve(scanned);

        assertThat(again.code()).isEqualTo(first.code());
    }

    @Test
    void anAnswerSaysHowLongTheBrowserHasLeftAndARepeatedOneTheRest() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.waiting(ASKS_FOR_A_CODE);
        ScannedLogin scanned = phone.scan(login.link());

        PhoneAnswer first = phone.approve(scanned);
        logins.approvedEarlier(login, Duration.ofSeconds(25));
        PhoneAnswer again = phone.approve(scanned);

        assertThat(first.expiresIn()).isEqualTo(60);
        assertThat(again.code()).isEqualTo(first.code());
        assertThat(again.expiresIn()).isBetween(25L, 35L);
    }

    @Test
    void whereNothingIsHandedOverNothingExpires() {
        HeadlessPhone phone = Phones.enrolled();

        PhoneAnswer answer = phone.approve(phone.scan(logins.waiting().link()));

        assertThat(answer.expiresIn()).isNull();
    }

    @Test
    void ofManyWhoAskAtOnceAllGetTheSameCode() {
        HeadlessPhone phone = Phones.enrolled();
        ScannedLogin scanned = phone.scan(logins.waiting(ASKS_FOR_A_CODE).link());

        List<String> codes = IntStream.range(0, 20)
                .parallel()
                .mapToObj(i -> requireNonNull(phone.approve(scanned).code()))
                .distinct()
                .toList();

        assertThat(codes).hasSize(1);
    }

    @Test
    void everyApprovalHasACodeOfItsOwn() {
        HeadlessPhone phone = Phones.enrolled();

        List<String> codes = IntStream.range(0, 20)
                .mapToObj(i -> requireNonNull(
                        phone.approve(phone.scan(logins.waiting(ASKS_FOR_A_CODE).link()))
                                .code()))
                .toList();

        assertThat(codes).doesNotHaveDuplicates();
    }

    @Test
    void aCodeThatWasUsedIsNotToldAgain() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.waiting(ASKS_FOR_A_CODE);
        ScannedLogin scanned = phone.scan(login.link());
        phone.approve(scanned);
        logins.consume(login);

        PhoneAnswer after = phone.approve(scanned);

        assertThat(after.text("state")).isEqualTo("approved");
        assertThat(after.code()).isNull();
    }

    @Test
    void noOtherPhoneIsToldTheCode() {
        String account = Phones.account();
        HeadlessPhone phone = Phones.enrolled(account);
        HeadlessPhone sibling = Phones.enrolled(account);
        ScannedLogin scanned = phone.scan(logins.waiting(ASKS_FOR_A_CODE).link());
        phone.approve(scanned);

        refused("challenge-not-found", () -> sibling.approve(scanned));
    }

    @Test
    void aLoginOnThePhoneItselfIsGivenTheWayBack() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.waiting(Asking.USUAL.onThePhone());

        PhoneAnswer answer = phone.approve(phone.scan(login.link()));

        Approved approved = (Approved) logins.now(login);
        String nonce = requireNonNull(approved.handover()).secret().open();
        assertThat(answer.returnTo()).hasToString(Phones.ISSUER + "/login/" + login.id() + "/return#" + nonce);
        assertThat(nonce).hasSize(22);
        assertThat(answer.code()).isNull();
        assertThat(answer.expiresIn()).isEqualTo(60);
        assertThat(approved.approval().acr()).isEqualTo(Acr.SAME_DEVICE);
    }

    @Test
    void aSecondDeviceThatScannedForcesACodeAndIsRecorded() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.waiting();
        ScannedLogin scanned = phone.scan(login.link());
        catchThrowable(() -> Phones.enrolled().scan(login.link()));

        PhoneAnswer answer = phone.approve(scanned);

        assertThat(scanned.details()).containsEntry("check", "none");
        assertThat(answer.code()).matches("[0-9]{6}");
        List<Event> told = TopicReader.events(
                Topics.TRANSITIONS,
                1,
                event -> event instanceof ChallengeApproved approved
                        && approved.challengeId().equals(login.id()));
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        ChallengeApproved.class,
                        approved -> assertThat(approved.risk())
                                .containsExactly(RiskSignal.NEW_BROWSER, RiskSignal.SECOND_DEVICE));
    }

    @Test
    void whoseFrameIsForgedIsNoSecondDevice() {
        HeadlessPhone phone = Phones.enrolled();
        Logins.Login login = logins.waiting();
        String link = login.link();
        ScannedLogin scanned = phone.scan(link);
        String forged = link.substring(0, link.length() - 2) + (link.endsWith("AA") ? "BA" : "AA");
        refused("challenge-not-found", () -> Phones.enrolled().scan(forged));

        assertThat(phone.approve(scanned).code()).isNull();
    }
}
