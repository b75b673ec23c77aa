package io.doorway.approval.support;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.doorway.clients.operator.OperatorClient;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneApiClient;
import io.doorway.clients.phone.PhoneResponse.PhoneRefusedException;
import io.doorway.testkit.quarkus.OperatorTestResource;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Accounts with enrolled phones, and calls of their operator. */
public final class EnrolledPhones {

    public static final String ISSUER = OperatorTestResource.ISSUER;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<Integer, PhoneApiClient> CLIENTS = new ConcurrentHashMap<>();

    private EnrolledPhones() {}

    /** The API of the service under test. */
    public static PhoneApiClient http() {
        return CLIENTS.computeIfAbsent(RestAssured.port, port -> new PhoneApiClient("http://localhost:" + port));
    }

    /** A new phone of a new account. */
    public static HeadlessPhone enrolled() {
        return enrolled(account());
    }

    /** A new phone of an account. */
    public static HeadlessPhone enrolled(String account) {
        return HeadlessPhone.enrol(ISSUER, http(), code(account), "Test phone");
    }

    /** A new account with claims. */
    public static String account() {
        String account = "ada-" + UUID.randomUUID();
        put(account, Map.of("name", "Ada Lovelace", "email", "ada@example.org", "email_verified", true));
        return account;
    }

    public static void put(String account, Map<String, ?> claims) {
        operatorClient().putAccount(account, claims);
    }

    /** A new enrolment code. */
    public static String code(String account) {
        String link = operatorClient().createEnrolmentLink(account);
        return link.substring(link.indexOf('#') + 1);
    }

    public static void suspend(String account) {
        operatorClient().suspend(account);
    }

    public static void resume(String account) {
        operatorClient().resume(account);
    }

    /** Asserts that the call is refused with this problem. */
    public static void assertRefused(String problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PhoneRefusedException.class,
                        refused -> assertThat(refused.response().problem()).isEqualTo(problem));
    }

    /** A request with an operator's token. */
    public static RequestSpecification operator(String role) {
        return given().auth().oauth2(OperatorTestResource.tokens().token(role)).contentType("application/json");
    }

    /** The operator, with the role {@code enrolment}. */
    public static OperatorClient operatorClient() {
        URI address = URI.create("http://localhost:" + RestAssured.port);
        return new OperatorClient(HTTP, address, OperatorTestResource.tokens().token("enrolment"));
    }
}
