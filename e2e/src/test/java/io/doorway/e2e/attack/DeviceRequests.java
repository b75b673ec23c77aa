package io.doorway.e2e.attack;

import static io.doorway.e2e.attack.PhoneMessageParts.byNewKey;
import static io.doorway.e2e.attack.PhoneMessageParts.ceremony;
import static io.doorway.e2e.attack.PhoneMessageParts.device;
import static io.doorway.e2e.attack.PhoneMessageParts.inHeader;
import static io.doorway.e2e.attack.PhoneMessageParts.posted;
import static io.doorway.e2e.attack.PhoneMessageParts.signed;
import static io.doorway.e2e.attack.RequestTemplate.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.NewPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.TestPlatform.Person;
import io.doorway.local.Platform.Parts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Valid requests by which phones manage the devices and passkeys of an account. */
final class DeviceRequests {

    /** One of them changes the other. */
    private record TwoPhones(HeadlessPhone phone, HeadlessPhone other, HeadlessPasskey passkey) {
        static TwoPhones enrol() {
            Person person = TestPlatform.person("Two");
            HeadlessPhone other = person.headlessPhone();
            HeadlessPhone phone = person.headlessPhone();
            return new TwoPhones(phone, other, phone.addPasskey());
        }

        String otherId() {
            return other.identity().credentialId();
        }
    }

    private record Invited(ECKey key, String code) {}

    private record Addition(HeadlessPhone phone, String id, NewPhone joining, String code, String transcript) {}

    private DeviceRequests() {}

    static Stream<RequestFixture<?>> all() {
        return Stream.of(passkeys(), devices(), newPhones(), additions()).flatMap(List::stream);
    }

    private static List<RequestFixture<?>> passkeys() {
        return List.of(
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "POST /passkeys",
                        201,
                        TwoPhones::enrol,
                        (two, nonce) -> posted(RequestTemplate.of("POST", "/passkeys"), registration(two, nonce))),
                ofOther(
                        "DELETE",
                        "/passkeys/{id}",
                        204,
                        (two, nonce) -> inHeader("DELETE", "/passkeys/{id}", two.phone(), nonce)
                                .set("path", "id", two.passkey().id())));
    }

    private static List<RequestFixture<?>> devices() {
        String device = "/devices/{credential_id}";
        return List.of(
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "GET /devices",
                        200,
                        PhoneMessageParts::phone,
                        (phone, nonce) -> inHeader("GET", "/devices", phone, nonce)),
                ofOther("DELETE", device, 204, (two, nonce) -> {
                    String text = two.phone().removalText(two.otherId(), nonce);
                    JsonNode message = signed(
                            two.phone(),
                            PhoneMessages.DEVICE,
                            Map.of(
                                    "nonce",
                                    nonce,
                                    "passkey",
                                    ceremony(two.passkey().sign(text))));
                    return RequestTemplate.of("DELETE", device)
                            .set("path", "credential_id", two.otherId())
                            .set("header", "Authorization", text("Doorway ", message));
                }),
                ofOther(
                        "DELETE",
                        device + "/removal",
                        404,
                        (two, nonce) -> inHeader("DELETE", device + "/removal", two.phone(), nonce)
                                .set("path", "credential_id", two.otherId())),
                ofOther(
                        "DELETE",
                        device + "/passkeys/{id}",
                        404,
                        (two, nonce) -> inHeader("DELETE", device + "/passkeys/{id}", two.phone(), nonce)
                                .set("path", "credential_id", two.otherId())
                                .set("path", "id", two.passkey().id())),
                ofOther(
                        "POST",
                        device + "/name",
                        204,
                        (two, nonce) -> posted(
                                RequestTemplate.of("POST", device + "/name")
                                        .set("path", "credential_id", two.otherId()),
                                signed(two.phone(), PhoneMessages.RENAMING, Map.of("nonce", nonce, "name", "Tablet")))),
                ofOther(
                        "POST",
                        device + "/recognise",
                        204,
                        (two, nonce) -> posted(
                                RequestTemplate.of("POST", device + "/recognise")
                                        .set("path", "credential_id", two.otherId()),
                                device(two.phone(), nonce))));
    }

    private static RequestFixture<TwoPhones> ofOther(
            String method, String path, int expected, BiFunction<TwoPhones, String, RequestTemplate> request) {
        return new RequestFixture<>(Parts.APPROVAL, method + " " + path, expected, TwoPhones::enrol, request);
    }

    private static List<RequestFixture<?>> newPhones() {
        return List.of(
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "POST /devices",
                        201,
                        DeviceRequests::invited,
                        (invited, nonce) -> posted(
                                RequestTemplate.of("POST", "/devices"),
                                byNewKey(
                                        PhoneMessages.ENROL,
                                        invited.key(),
                                        Map.of("enrolment_code", invited.code(), "name", "Phone", "answer", "1234")))),
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "POST /devices/preview",
                        200,
                        DeviceRequests::invited,
                        (invited, nonce) -> posted(
                                RequestTemplate.of("POST", "/devices/preview"),
                                byNewKey(
                                        PhoneMessages.PREVIEW,
                                        invited.key(),
                                        Map.of("enrolment_code", invited.code())))));
    }

    private static List<RequestFixture<?>> additions() {
        String additions = "/devices/additions";
        return List.of(
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "POST " + additions,
                        201,
                        PhoneMessageParts::phone,
                        (phone, nonce) -> posted(RequestTemplate.of("POST", additions), device(phone, nonce))),
                ofAddition(
                        "GET",
                        "/{id}",
                        200,
                        (addition, nonce) -> inHeader("GET", additions + "/{id}", addition.phone(), nonce)
                                .set("path", "id", addition.id())),
                ofAddition(
                        "DELETE",
                        "/{id}",
                        204,
                        (addition, nonce) -> inHeader("DELETE", additions + "/{id}", addition.phone(), nonce)
                                .set("path", "id", addition.id())),
                ofAddition(
                        "POST",
                        "/{id}/approve",
                        204,
                        (addition, nonce) -> posted(
                                RequestTemplate.of("POST", additions + "/{id}/approve")
                                        .set("path", "id", addition.id()),
                                signed(
                                        addition.phone(),
                                        PhoneMessages.ADDITION,
                                        Map.of("transcript", addition.transcript())))),
                ofAddition(
                        "POST",
                        "/preview",
                        403,
                        (addition, nonce) -> posted(
                                RequestTemplate.of("POST", additions + "/preview"),
                                byNewKey(
                                        PhoneMessages.ADDITION_PREVIEW,
                                        PhoneMessages.newKey(),
                                        Map.of("enrolment_code", addition.code())))),
                ofAddition(
                        "POST",
                        "/claim",
                        200,
                        (addition, nonce) -> posted(
                                RequestTemplate.of("POST", additions + "/claim"),
                                byNewKey(
                                        PhoneMessages.ADDITION_CLAIM,
                                        addition.joining().key(),
                                        Map.of("enrolment_code", addition.code(), "name", "Tablet")))),
                ofAddition(
                        "POST",
                        "/result",
                        202,
                        (addition, nonce) -> posted(
                                RequestTemplate.of("POST", additions + "/result"),
                                byNewKey(
                                        PhoneMessages.ADDITION_RESULT,
                                        addition.joining().key(),
                                        Map.of()))));
    }

    private static RequestFixture<Addition> ofAddition(
            String method, String path, int expected, BiFunction<Addition, String, RequestTemplate> request) {
        return new RequestFixture<>(
                Parts.APPROVAL, method + " /devices/additions" + path, expected, DeviceRequests::addition, request);
    }

    private static Invited invited() {
        Person person = TestPlatform.person("Invited");
        String link = TestPlatform.operator("enrolment").createEnrolmentLink(person.account());
        return new Invited(PhoneMessages.newKey(), link.substring(link.indexOf('#') + 1));
    }

    private static Addition addition() {
        HeadlessPhone phone = PhoneMessageParts.phone();
        PhoneResponse started = phone.startAddition().expect(201);
        String link = started.text("link");
        String code = link.substring(link.indexOf('#') + 1);
        NewPhone joining = NewPhone.at(TestPlatform.issuer().toString(), phone.api());
        joining.claim(code, "Tablet").expect(200);
        String id = started.text("id");
        return new Addition(
                phone, id, joining, code, phone.addition(id).expect(200).text("transcript"));
    }

    /** Confirmed by a passkey that counts already. */
    private static JsonNode registration(TwoPhones two, String nonce) {
        String challenge = nonce.isEmpty() ? TestPlatform.UNKNOWN_ID : nonce;
        HeadlessPasskey added = HeadlessPasskey.at(TestPlatform.issuer().toString());
        Map<String, String> attestation = added.attest(challenge);
        String text =
                two.phone().registrationText(Objects.requireNonNull(attestation.get("attestation_object")), challenge);
        return signed(
                two.phone(),
                PhoneMessages.PASSKEY,
                Map.of(
                        "nonce",
                        nonce,
                        "attestation",
                        ceremony(attestation),
                        "passkey",
                        ceremony(two.passkey().sign(text))));
    }
}
