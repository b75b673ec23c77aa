package io.doorway.approval.account.administration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TopicReader;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.event.Topics;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ApprovalServiceTest
class AdministrationTest {

    @Test
    void anInvitationHasACodeAndALinkWithTheCode() {
        String account = EnrolledPhones.account();

        EnrolledPhones.operator("enrolment")
                .body(Map.of("account", account))
                .post("/admin/enrolments")
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("enrolment_code", matchesPattern("[0-9A-HJKMNP-TV-Z]{20}"))
                .body("link", matchesPattern(EnrolledPhones.ISSUER + "/app/enrol#[0-9A-HJKMNP-TV-Z]{20}"))
                .body("expires_at", endsWith("Z"));
    }

    @Test
    void anUnknownAccountCannotBeInvitedSuspendedOrResumed() {
        EnrolledPhones.operator("enrolment")
                .body(Map.of("account", "unknown-account"))
                .post("/admin/enrolments")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:doorway:problem:account-not-found"));
        EnrolledPhones.operator("enrolment")
                .post("/admin/accounts/unknown-account/suspend")
                .then()
                .statusCode(404);
        EnrolledPhones.operator("enrolment")
                .post("/admin/accounts/unknown-account/resume")
                .then()
                .statusCode(404);
    }

    @Test
    void anOperatorListsAndRevokesADevice() {
        HeadlessPhone lost = EnrolledPhones.enrolled();
        String devices = "/admin/accounts/" + lost.identity().account() + "/devices";
        EnrolledPhones.operator("enrolment")
                .get(devices)
                .then()
                .statusCode(200)
                .body("devices.size()", equalTo(1))
                .body("devices[0].credential_id", equalTo(lost.identity().credentialId()))
                .body("devices[0].attestation", nullValue());

        EnrolledPhones.operator("enrolment")
                .delete(devices + "/" + lost.identity().credentialId())
                .then()
                .statusCode(204);

        EnrolledPhones.operator("enrolment").get(devices).then().statusCode(200).body("devices.size()", equalTo(0));
        assertThat(TopicReader.events(
                        Topics.DEVICES,
                        1,
                        event -> event instanceof DeviceRevoked revoked
                                && revoked.credential()
                                        .value()
                                        .equals(lost.identity().credentialId())))
                .singleElement()
                .isInstanceOfSatisfying(
                        DeviceRevoked.class,
                        revoked -> assertThat(revoked.by()).isEqualTo(DeviceRevoked.RevokedBy.OPERATOR));
    }

    @Test
    void aDeviceOfAnotherAccountIsNotFound() {
        HeadlessPhone phone = EnrolledPhones.enrolled();

        EnrolledPhones.operator("enrolment")
                .delete("/admin/accounts/" + EnrolledPhones.account() + "/devices/"
                        + phone.identity().credentialId())
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:doorway:problem:device-not-found"));

        assertThat(phone.devices()).hasSize(1);
    }

    @Test
    void theDevicesOfAnUnknownAccountAreNotFound() {
        EnrolledPhones.operator("enrolment")
                .get("/admin/accounts/unknown-account/devices")
                .then()
                .statusCode(404);
    }

    @Test
    void anUnknownAccountHasNoSessionsToEnd() {
        for (String unknown : List.of("unknown-account", "not%20an%20id")) {
            EnrolledPhones.operator("enrolment")
                    .urlEncodingEnabled(false)
                    .delete("/admin/accounts/" + unknown + "/sessions")
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("urn:doorway:problem:account-not-found"));
        }
    }

    @Test
    void anotherRoleCannotEndSessions() {
        EnrolledPhones.operator("security")
                .delete("/admin/accounts/a/sessions")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:doorway:problem:forbidden"));
        given().delete("/admin/accounts/a/sessions").then().statusCode(401);
    }

    @Test
    void anotherRoleCannotListOrRevokeDevices() {
        EnrolledPhones.operator("security")
                .get("/admin/accounts/a/devices")
                .then()
                .statusCode(403);
        EnrolledPhones.operator("security")
                .delete("/admin/accounts/a/devices/b")
                .then()
                .statusCode(403);
        given().get("/admin/accounts/a/devices").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/admin/accounts", "/admin/enrolments", "/admin/accounts/a/suspend", "/admin/accounts/a/resume"})
    void anotherRoleCannotAdminister(String path) {
        assertRefused(given().contentType("application/json"), path, 401, "unauthenticated");
        assertRefused(given().contentType("application/json").auth().oauth2("not.a.jwt"), path, 401, "unauthenticated");
        assertRefused(EnrolledPhones.operator("security"), path, 403, "forbidden");
    }

    @Test
    void nestingOfClaimsIsLimited() {
        assertThat(statusOfClaims(5)).isEqualTo(204);
        assertThat(statusOfClaims(30)).isEqualTo(400);
    }

    private static int statusOfClaims(int depth) {
        String deep = "[".repeat(depth) + "]".repeat(depth);
        return EnrolledPhones.operator("enrolment")
                .body("{\"account\":\"deep\",\"claims\":{\"x\":" + deep + "}}")
                .post("/admin/accounts")
                .statusCode();
    }

    private static void assertRefused(RequestSpecification caller, String path, int status, String problem) {
        caller.body(Map.of("account", "a", "claims", Map.of()))
                .post(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:doorway:problem:" + problem));
    }

    @ParameterizedTest
    @CsvSource({
        "accounts, '{\"claims\":{}}', account: has 1 to 200 letters",
        "accounts, '{\"account\":\"a\"}', claims: is missing",
        "accounts, '{\"account\":\"a\",\"claims\":{\"\":1}}', claims: a name has",
        "accounts, 'null', The body is empty.",
        "enrolments, '{\"account\":\"a b\"}', account: has 1 to 200 letters",
        "enrolments, '{\"account\":\"a\",\"name\":\"\"}', name: has 1 to 100 characters",
        "enrolments, '{\"account\":\"a\",\"answer\":\"abc\"}', answer: has 4 to 60 letters",
        "enrolments, 'null', The body is empty."
    })
    void aRefusalNamesTheMember(String path, String body, String detail) {
        EnrolledPhones.operator("enrolment")
                .body(body)
                .post("/admin/" + path)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:doorway:problem:invalid-request"))
                .body("detail", startsWith(detail));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"account\":\"a\"}",
                "{\"account\":\"\",\"claims\":{}}",
                "{\"account\":\"a\",\"account\":\"b\",\"claims\":{}}",
                "{\"account\":\"a b\",\"claims\":{}}",
                "{\"account\":\"a\",\"claims\":{},\"admin\":true}",
                "{\"account\":\"a\",\"claims\":[]}",
                "{\"account\":\"a\",\"claims\":{\"name\":null}}",
                "null",
                "{",
            })
    void anInvalidAccountIsRefused(String body) {
        EnrolledPhones.operator("enrolment")
                .body(body)
                .post("/admin/accounts")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:doorway:problem:invalid-request"));
    }

    @Test
    void aBodyOverSixteenKibibytesIsRefused() {
        EnrolledPhones.operator("enrolment")
                .body(Map.of("account", "a", "claims", Map.of("name", "x".repeat(16 * 1024))))
                .post("/admin/accounts")
                .then()
                .statusCode(413);
    }
}
