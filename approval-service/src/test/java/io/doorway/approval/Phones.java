package io.doorway.approval;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneLine;
import io.doorway.testkit.phone.PhoneRefusedException;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** People with enrolled phones. */
final class Phones {
    static final String ISSUER = "http://localhost:8080";

    private static final Map<Integer, PhoneLine> LINES = new ConcurrentHashMap<>();

    private Phones() {}

    /** The way to the service under test. */
    static PhoneLine line() {
        return LINES.computeIfAbsent(RestAssured.port, port -> new PhoneLine("http://localhost:" + port));
    }

    /** A new phone of a new account. */
    static HeadlessPhone enrolled() {
        return enrolled(account());
    }

    /** A new phone of an account. */
    static HeadlessPhone enrolled(String account) {
        return HeadlessPhone.enrol(ISSUER, line(), code(account), "Test phone");
    }

    /** A new account, of Ada. */
    static String account() {
        String account = "ada-" + UUID.randomUUID();
        put(account, Map.of("name", "Ada Lovelace", "email", "ada@example.org", "email_verified", true));
        return account;
    }

    static void put(String account, Map<String, ?> claims) {
        operator("enrolment")
                .body(Map.of("account", account, "claims", claims))
                .post("/admin/accounts")
                .then()
                .statusCode(204);
    }

    /** A fresh enrolment code. */
    static String code(String account) {
        return operator("enrolment")
                .body(Map.of("account", account))
                .post("/admin/enrolments")
                .then()
                .statusCode(201)
                .extract()
                .path("enrolment_code");
    }

    static void suspend(String account) {
        operator("enrolment")
                .post("/admin/accounts/" + account + "/suspend")
                .then()
                .statusCode(204);
    }

    static void resume(String account) {
        operator("enrolment")
                .post("/admin/accounts/" + account + "/resume")
                .then()
                .statusCode(204);
    }

    /** Holds if the attempt is refused with this problem. */
    static void refused(String problem, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        PhoneRefusedException.class,
                        refused -> assertThat(refused.answer().problem()).isEqualTo(problem));
    }

    /** A request with an operator's JWT. */
    static RequestSpecification operator(String role) {
        String token = Jwt.issuer(ISSUER).subject("operator").groups(role).sign();
        return given().auth().oauth2(token).contentType("application/json");
    }
}
