package io.doorway.approval.support;

import com.nimbusds.jose.jwk.ECKey;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.PhoneResponse;
import java.util.HashMap;
import java.util.Map;

/** Attempts to enrol a phone. */
public final class EnrolmentAttempts {
    private EnrolmentAttempts() {}

    public static PhoneResponse enrol(ECKey key, String code, String name) {
        return EnrolledPhones.http().post("/devices", PhoneMessages.signEnrolment(key, claims(code, name)));
    }

    /** An attempt with an answer. */
    public static PhoneResponse enrol(ECKey key, String code, String answer, String name) {
        Map<String, Object> claims = new HashMap<>(claims(code, name));
        claims.put("answer", answer);
        return EnrolledPhones.http().post("/devices", PhoneMessages.signEnrolment(key, claims));
    }

    /** Asks whom a code invites. */
    public static PhoneResponse preview(ECKey key, String code) {
        Map<String, Object> claims = PhoneMessages.claims(EnrolledPhones.ISSUER, Map.of("enrolment_code", code));
        return EnrolledPhones.http().post("/devices/preview", PhoneMessages.signPreview(key, claims));
    }

    public static Map<String, Object> claims(String code, String name) {
        return PhoneMessages.claims(EnrolledPhones.ISSUER, Map.of("enrolment_code", code, "name", name));
    }

    /** The same invitation with another secret. */
    public static String wrong(String code) {
        char last = code.charAt(code.length() - 1);
        return code.substring(0, code.length() - 1) + (last == '7' ? '8' : '7');
    }
}
