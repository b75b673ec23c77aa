package io.doorway.e2e.outage;

import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.NewPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.e2e.support.ApprovalInstance;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.TestPlatform.Person;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** The calls by which a person manages an account with phones. Each changes a device, a browser or a login of its own. */
final class AccountCalls {

    private final Person ada = TestPlatform.person("Ada");
    private final HeadlessPhone phone = ada.headlessPhone();

    private record Addition(HeadlessPhone phone, String id, String code, NewPhone joining) {

        static Addition start() {
            HeadlessPhone phone = TestPlatform.person("Iris").headlessPhone();
            PhoneResponse started = phone.startAddition().expect(201);
            String link = started.text("link");
            String code = link.substring(link.indexOf('#') + 1);
            return new Addition(
                    phone,
                    started.text("id"),
                    code,
                    NewPhone.at(TestPlatform.issuer().toString(), phone.api()));
        }

        static Addition claimed() {
            Addition addition = start();
            addition.joining().claim(addition.code(), "tablet").expect(200);
            return addition;
        }

        String transcript() {
            return phone.addition(id).expect(200).text("transcript");
        }
    }

    Map<String, Supplier<CallAnswer>> reads() {
        Map<String, Supplier<CallAnswer>> calls = new LinkedHashMap<>();
        for (String path : List.of("/devices", "/passkeys", "/browsers", "/browsers/sessions", "/activity")) {
            calls.put("GET " + path, () -> withNonce(path));
        }
        return calls;
    }

    /** The one change without an event. */
    Map<String, Supplier<CallAnswer>> recognition() {
        HeadlessPhone recognised = ada.headlessPhone();
        return Map.of(
                "recognise a device",
                CallAnswer.accepted(() -> phone.recognise(recognised.identity().credentialId())));
    }

    /** The changes that publish an event. */
    Map<String, Supplier<CallAnswer>> changes() {
        Map<String, Supplier<CallAnswer>> calls = new LinkedHashMap<>();
        HeadlessPhone removed = ada.headlessPhone();
        calls.put(
                "remove a device",
                () -> CallAnswer.of(phone.remove(removed.identity().credentialId(), null)));
        HeadlessPhone renamed = ada.headlessPhone();
        calls.put(
                "rename a device",
                CallAnswer.afterNonce(() -> phone.rename(renamed.identity().credentialId(), "tablet")));
        HeadlessPasskey passkey = HeadlessPasskey.at(TestPlatform.issuer().toString());
        calls.put("register a passkey", CallAnswer.afterNonce(() -> phone.addPasskey(passkey)));
        HeadlessPhone other = TestPlatform.person("Eve").headlessPhone();
        other.addPasskey();
        String registered = (String) other.passkeys().getFirst().get("id");
        calls.put("remove a passkey", CallAnswer.accepted(() -> other.removePasskey(registered)));
        calls.put("remove a passkey of another device", removePasskeyOfAnotherDevice());
        calls.put("forget a browser", forgetBrowser());
        Shop.Login login = Shop.PLAIN.begin();
        phone.approve(phone.scan(login::frame));
        login.code();
        Awaitility.await("the login is listed")
                .atMost(Duration.ofSeconds(60))
                .until(() -> phone.activity().stream()
                        .anyMatch(entry -> login.challenge().equals(entry.get("id"))));
        calls.put("disown a login", () -> CallAnswer.of(phone.disown(login.challenge())));
        return calls;
    }

    /**
     * The removals that wait, and their cancellation.
     *
     * @param waiting an instance in which changes wait
     */
    Map<String, Supplier<CallAnswer>> removals(ApprovalInstance waiting) {
        Map<String, Supplier<CallAnswer>> calls = new LinkedHashMap<>();
        TwoPhones requested = TwoPhones.of("Judy", waiting);
        calls.put(
                "request the removal of an older device",
                CallAnswer.afterNonce(() -> requested.younger().remove(requested.olderId(), null)));
        TwoPhones cancelled = TwoPhones.of("Judy", waiting);
        cancelled.younger().remove(cancelled.olderId(), null).expect(202);
        calls.put(
                "cancel a removal",
                CallAnswer.afterNonce(() -> cancelled.older().cancelRemoval(cancelled.olderId())));
        return calls;
    }

    private record TwoPhones(HeadlessPhone older, HeadlessPhone younger) {

        static TwoPhones of(String name, ApprovalInstance instance) {
            Person person = TestPlatform.person(name);
            return new TwoPhones(instance.phone(person.headlessPhone()), instance.phone(person.headlessPhone()));
        }

        String olderId() {
            return older.identity().credentialId();
        }
    }

    private static Supplier<CallAnswer> removePasskeyOfAnotherDevice() {
        Person person = TestPlatform.person("Judy");
        HeadlessPhone older = person.headlessPhone();
        HeadlessPhone younger = person.headlessPhone();
        String passkey = younger.addPasskey().id();
        return CallAnswer.afterNonce(
                () -> older.removePasskeyOf(younger.identity().credentialId(), passkey));
    }

    private static Supplier<CallAnswer> forgetBrowser() {
        HeadlessPhone knowing = TestPlatform.person("Fay").headlessPhone();
        Shop.Login login = Shop.DEFAULT_CHECK.begin();
        String code = Objects.requireNonNull(
                knowing.approve(knowing.scan(login::frame)).code());
        login.browser().completeWithCode(login.challenge(), code);
        Awaitility.await("the browser is known")
                .atMost(Duration.ofSeconds(60))
                .until(() -> !knowing.browsers().isEmpty());
        String browser = (String) knowing.browsers().getFirst().get("browser_id");
        return CallAnswer.accepted(() -> knowing.forgetBrowser(browser));
    }

    Map<String, Supplier<CallAnswer>> enrolment() {
        String code = ada.enrolmentCode();
        var key = PhoneMessages.newKey();
        return Map.of(
                "enrol",
                () -> CallAnswer.of(phone.api()
                        .post(
                                "/devices",
                                PhoneMessages.signEnrolment(
                                        key,
                                        PhoneMessages.claims(
                                                TestPlatform.issuer().toString(),
                                                Map.of("enrolment_code", code, "name", "second phone"))))));
    }

    Map<String, Supplier<CallAnswer>> newPhones() {
        Map<String, Supplier<CallAnswer>> calls = new LinkedHashMap<>(enrolment());
        String code = ada.enrolmentCode();
        calls.put(
                "preview an invitation",
                () -> CallAnswer.of(phone.api()
                        .post(
                                "/devices/preview",
                                PhoneMessages.signPreview(
                                        PhoneMessages.newKey(),
                                        PhoneMessages.claims(
                                                TestPlatform.issuer().toString(), Map.of("enrolment_code", code))))));
        return calls;
    }

    Map<String, Supplier<CallAnswer>> additions() {
        Map<String, Supplier<CallAnswer>> calls = new LinkedHashMap<>(approvalOfAnAddition());
        HeadlessPhone starting = TestPlatform.person("Iris").headlessPhone();
        calls.put("start an addition", CallAnswer.afterNonce(starting::startAddition));
        Addition started = Addition.start();
        calls.put("preview an addition", () -> CallAnswer.of(started.joining().preview(started.code())));
        Addition unclaimed = Addition.start();
        calls.put("claim an addition", () -> CallAnswer.of(unclaimed.joining().claim(unclaimed.code(), "tablet")));
        Addition claimed = Addition.claimed();
        calls.put(
                "show an addition", CallAnswer.afterNonce(() -> claimed.phone().addition(claimed.id())));
        calls.put("result of an addition", () -> CallAnswer.of(claimed.joining().result()));
        Addition cancelled = Addition.claimed();
        calls.put(
                "cancel an addition",
                CallAnswer.afterNonce(() -> cancelled.phone().cancelAddition(cancelled.id())));
        return calls;
    }

    Map<String, Supplier<CallAnswer>> approvalOfAnAddition() {
        Addition addition = Addition.claimed();
        String transcript = addition.transcript();
        return Map.of(
                "approve an addition",
                () -> CallAnswer.of(addition.phone().approveAddition(addition.id(), transcript)));
    }

    private CallAnswer withNonce(String path) {
        PhoneResponse asked = phone.api().get(path, phone.signedMessage(PhoneMessages.DEVICE, Map.of()));
        return asked.nonce() == null
                ? CallAnswer.of(asked)
                : CallAnswer.of(phone.api()
                        .get(path, phone.signedMessage(PhoneMessages.DEVICE, Map.of("nonce", asked.nonce()))));
    }
}
