package io.doorway.approval.account.enrolment;

import static io.doorway.approval.support.EnrolmentAttempts.enrol;
import static io.doorway.approval.support.EnrolmentAttempts.preview;
import static io.doorway.approval.support.EnrolmentAttempts.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.testkit.concurrent.ConcurrentCalls;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An invitation enrols only together with its answer, which is not in the link. */
@ApprovalServiceTest
@TestProfile(EnrolmentAnswerTest.AnswerRequired.class)
class EnrolmentAnswerTest {

    /** The default. */
    public static class AnswerRequired implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "doorway.enrolment.answer-required",
                    "true",
                    "doorway.enrolment.organisation",
                    "Harbour Cooperative");
        }
    }

    @Test
    void anInvitationHasAnAnswerOfSixDigitsThatIsNotInTheLink() {
        JsonNode invitation = EnrolledPhones.operatorClient().invite(EnrolledPhones.account(), "new phone");

        assertThat(invitation.path("answer").asText()).matches("\\d{6}");
        assertThat(invitation.path("link").asText())
                .endsWith("#" + invitation.path("enrolment_code").asText());
    }

    @Test
    void theLinkAloneEnrolsNothing() {
        JsonNode invitation = EnrolledPhones.operatorClient().invite(EnrolledPhones.account(), "new phone");
        String code = invitation.path("enrolment_code").asText();

        assertThat(enrol(PhoneMessages.newKey(), code, "Scanner").problem()).isEqualTo("wrong-enrolment-code");

        assertThat(enrol(PhoneMessages.newKey(), code, invitation.path("answer").asText(), "Phone")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aPreviewSaysThatAnAnswerIsRequiredAndWhoInvites() {
        PhoneResponse response = preview(PhoneMessages.newKey(), code(EnrolledPhones.account(), "Blue Heron"));

        assertThat(response.json())
                .containsEntry("answer_required", true)
                .containsEntry("organisation", "Harbour Cooperative");
        assertThat(response.body()).doesNotContainIgnoringCase("heron");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Blue Heron", "blueheron", " BLUE  HERON ", "blue-heron", "Ｂｌｕｅ　Ｈｅｒｏｎ"})
    void caseSpacesAndDashesMakeNoDifference(String typed) {
        PhoneResponse response =
                enrol(PhoneMessages.newKey(), code(EnrolledPhones.account(), "Blue Heron"), typed, "Phone");

        assertThat(response.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "blue", "Blue Herons", "null", "Вlue Heron", "%", "' or true--"})
    void anotherAnswerIsRefusedWithTheAnswerOfAWrongCode(String typed) {
        String code = code(EnrolledPhones.account(), "Blue Heron");
        PhoneResponse ofWrongCode = enrol(PhoneMessages.newKey(), wrong(code), "Blue Heron", "Phone");

        assertThat(enrol(PhoneMessages.newKey(), code, typed, "Phone")).isEqualTo(ofWrongCode);
    }

    @Test
    void theAnswerOfAnotherInvitationIsRefused() {
        String account = EnrolledPhones.account();
        String code = code(account, "Blue Heron");
        code(account, "Red Kite");

        assertThat(enrol(PhoneMessages.newKey(), code, "Red Kite", "Phone").problem())
                .isEqualTo("wrong-enrolment-code");
    }

    @Test
    void afterFiveWrongAnswersTheInvitationIsSpent() throws Exception {
        String code = code(EnrolledPhones.account(), "271828");

        Set<String> problems = Set.copyOf(ConcurrentCalls.run(
                20,
                call -> enrol(PhoneMessages.newKey(), code, "00000" + call % 10, "Phone")
                        .problem()));

        assertThat(problems).containsOnly("wrong-enrolment-code");
        assertThat(enrol(PhoneMessages.newKey(), code, "271828", "Phone").problem())
                .isEqualTo("wrong-enrolment-code");
        assertThat(preview(PhoneMessages.newKey(), code).problem()).isEqualTo("wrong-enrolment-code");
    }

    @Test
    void fourWrongAnswersDoNotSpendIt() {
        String code = code(EnrolledPhones.account(), "271828");
        ECKey key = PhoneMessages.newKey();
        List<Integer> statuses = IntStream.range(0, 4)
                .mapToObj(i -> enrol(key, code, "00000" + i, "Phone").status())
                .collect(Collectors.toList());

        assertThat(statuses).containsOnly(403);
        assertThat(enrol(key, code, "27 18 28", "Phone").status()).isEqualTo(201);
    }

    @Test
    void aRepeatedEnrolmentGetsTheSameResponseOnlyWithTheAnswer() {
        String code = code(EnrolledPhones.account(), "271828");
        ECKey key = PhoneMessages.newKey();
        PhoneResponse first = enrol(key, code, "271828", "Phone").expect(201);

        assertThat(enrol(key, code, "271828", "Phone")).isEqualTo(first);
        assertThat(enrol(key, code, "Phone").problem()).isEqualTo("wrong-enrolment-code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "a-b", "---------", "ab\\u0000cd", "\\u202eabcd", "a  b c d"})
    void anOperatorGivesAnAnswerOfFourLettersOrDigits(String answer) {
        EnrolledPhones.operator("enrolment")
                .body("{\"account\":\"%s\",\"answer\":\"%s\"}".formatted(EnrolledPhones.account(), answer))
                .post("/admin/enrolments")
                .then()
                .statusCode(400);
    }

    private static String code(String account, String answer) {
        return EnrolledPhones.operatorClient()
                .inviteWithAnswer(account, "new phone", answer)
                .path("enrolment_code")
                .asText();
    }
}
