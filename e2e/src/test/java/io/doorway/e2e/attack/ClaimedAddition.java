package io.doorway.e2e.attack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.NewPhone;
import io.doorway.clients.phone.PhoneApiClient;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.TestPlatform.Person;
import java.util.Map;

/** An addition that a new phone has claimed. The attacker knows everything but the private keys of the owner and of the new phone. */
record ClaimedAddition(
        Person person, HeadlessPhone owner, String id, String code, NewPhone joining, String transcript) {

    static ClaimedAddition begin() {
        Person person = TestPlatform.person("Owner");
        HeadlessPhone owner = person.headlessPhone();
        PhoneResponse started = owner.startAddition().expect(201);
        NewPhone joining = newPhone();
        String code = codeIn(started);
        joining.claim(code, "Tablet").expect(200);
        String id = started.text("id");
        return new ClaimedAddition(
                person, owner, id, code, joining, owner.addition(id).expect(200).text("transcript"));
    }

    String thumbprint() {
        return thumbprint(joining.key());
    }

    PhoneResponse approve(String otherTranscript) {
        return owner.approveAddition(id, otherTranscript);
    }

    ClaimedAddition cancelled() {
        owner.cancelAddition(id).expect(204);
        return this;
    }

    ClaimedAddition replaced() {
        owner.startAddition().expect(201);
        return this;
    }

    ClaimedAddition approved() {
        approve(transcript).expect(204);
        return this;
    }

    /** The code of another addition that the owner starts. */
    String newCode() {
        return codeIn(owner.startAddition().expect(201));
    }

    /** An enrolment, as with an invitation, with the code of the addition. */
    PhoneResponse enrolWithItsCode() {
        Map<String, Object> claims =
                PhoneMessages.claims(TestPlatform.issuer().toString(), Map.of("enrolment_code", code, "name", "Thief"));
        return newPhone().api().post("/devices", PhoneMessages.signEnrolment(PhoneMessages.newKey(), claims));
    }

    private static String codeIn(PhoneResponse started) {
        String link = started.text("link");
        return link.substring(link.indexOf('#') + 1);
    }

    static NewPhone newPhone() {
        return ofKey(PhoneMessages.newKey());
    }

    static NewPhone ofKey(ECKey key) {
        String issuer = TestPlatform.issuer().toString();
        return new NewPhone(issuer, new PhoneApiClient(issuer), key);
    }

    static String thumbprint(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
