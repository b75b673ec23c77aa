package io.doorway.approval.account.enrolment;

import static io.doorway.approval.support.EnrolmentAttempts.claims;
import static io.doorway.approval.support.EnrolmentAttempts.enrol;
import static io.doorway.approval.support.EnrolmentAttempts.preview;
import static io.doorway.approval.support.EnrolmentAttempts.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.protocol.encoding.Sha256;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A phone learns whom an enrolment code invites before the code is used. */
@ApprovalServiceTest
class PreviewInvitationTest {
    @Inject
    Pool pool;

    @Test
    void aPreviewNamesAccountPersonAndOrganisationAndDoesNotUseUpTheCode() {
        String account = EnrolledPhones.account();
        String code = EnrolledPhones.code(account);
        ECKey key = PhoneMessages.newKey();

        PhoneResponse first = preview(key, code).expect(200);
        PhoneResponse second = preview(PhoneMessages.newKey(), code).expect(200);

        assertThat(first.json())
                .containsOnly(
                        Map.entry("account", account),
                        Map.entry("person", "Ada Lovelace"),
                        Map.entry("organisation", "localhost"),
                        Map.entry("answer_required", false));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(enrol(key, code, "Phone").text("account")).isEqualTo(account);
    }

    @Test
    void aUsedCodeIsRefusedAsAnUnknownOneAndItsPreviewByAnotherDeviceIsNews() {
        String code = EnrolledPhones.code(EnrolledPhones.account());
        HeadlessPhone phone = HeadlessPhone.enrol(EnrolledPhones.ISSUER, EnrolledPhones.http(), code, "Phone");
        preview(phone.identity().key(), code).expect(403);
        assertThat(phone.devices().getFirst()).as("its own device").doesNotContainKey("invitation_reopened_at");

        PhoneResponse used = preview(PhoneMessages.newKey(), code);

        assertThat(used.body())
                .isEqualTo(preview(PhoneMessages.newKey(), "0".repeat(20)).body());
        assertThat(phone.devices().getFirst()).containsKey("invitation_reopened_at");
    }

    @Test
    void anAccountWithoutANameIsPreviewedById() {
        String account = EnrolledPhones.account();
        EnrolledPhones.put(account, Map.of("email", "ada@example.org"));

        PhoneResponse response = preview(PhoneMessages.newKey(), EnrolledPhones.code(account));

        assertThat(response.json()).containsEntry("account", account).doesNotContainKey("person");
        assertThat(response.body()).doesNotContain("ada@example.org");
    }

    @Test
    void everyInvalidCodeGetsTheResponseOfAnEnrolmentAfterTheSameTime() {
        String code = EnrolledPhones.code(EnrolledPhones.account());
        String used = EnrolledPhones.code(EnrolledPhones.account());
        enrol(PhoneMessages.newKey(), used, "Phone").expect(201);
        String expired = EnrolledPhones.code(EnrolledPhones.account());
        execute("update approval.enrolment set expires_at = now() where secret_hash = $1", expired);
        String revoked = EnrolledPhones.code(EnrolledPhones.account());
        execute("update approval.enrolment set revoked_at = now() where secret_hash = $1", revoked);
        PhoneResponse ofEnrolment = enrol(PhoneMessages.newKey(), wrong(code), "Phone");

        for (String invalid : List.of("00000000000000000000", wrong(code), used, wrong(used), expired, revoked)) {
            Instant start = Instant.now();
            assertThat(preview(PhoneMessages.newKey(), invalid)).as(invalid).isEqualTo(ofEnrolment);
            assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(240));
        }
    }

    @Test
    void wrongSecretsInPreviewsInvalidateTheCode() {
        String code = EnrolledPhones.code(EnrolledPhones.account());
        Set<String> problems = Stream.generate(
                        () -> preview(PhoneMessages.newKey(), wrong(code)).problem())
                .limit(5)
                .collect(Collectors.toSet());

        assertThat(problems).containsOnly("wrong-enrolment-code");
        assertThat(preview(PhoneMessages.newKey(), code).problem()).isEqualTo("wrong-enrolment-code");
        assertThat(enrol(PhoneMessages.newKey(), code, "Phone").problem()).isEqualTo("wrong-enrolment-code");
    }

    @Test
    void aSuspendedAccountIsNotPreviewed() {
        String account = EnrolledPhones.account();
        String code = EnrolledPhones.code(account);
        EnrolledPhones.suspend(account);

        assertThat(preview(PhoneMessages.newKey(), code).problem()).isEqualTo("account-not-active");
    }

    @Test
    void aMessageOfOneCallIsNotValidForTheOther() {
        String code = EnrolledPhones.code(EnrolledPhones.account());
        ECKey key = PhoneMessages.newKey();
        Map<String, Object> withoutName = new HashMap<>(claims(code, "Phone"));
        withoutName.remove("name");

        PhoneResponse previewed =
                EnrolledPhones.http().post("/devices/preview", PhoneMessages.signEnrolment(key, claims(code, "Phone")));
        PhoneResponse enrolled = EnrolledPhones.http().post("/devices", PhoneMessages.signPreview(key, withoutName));

        assertThat(previewed.problem()).isEqualTo("malformed-message");
        assertThat(enrolled.problem()).isEqualTo("malformed-message");
    }

    private void execute(String sql, String code) {
        byte[] secret = code.substring(6).getBytes(StandardCharsets.US_ASCII);
        pool.preparedQuery(sql)
                .execute(Tuple.of(Buffer.buffer(Sha256.of(secret))))
                .await()
                .indefinitely();
    }
}
