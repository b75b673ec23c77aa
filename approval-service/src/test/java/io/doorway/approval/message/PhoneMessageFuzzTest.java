package io.doorway.approval.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.approval.message.MessageChecks.Received;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.login.jws.StrictJws;
import io.doorway.testkit.fuzz.Fuzzer;
import io.doorway.testkit.fuzz.MessageMutation;
import java.security.interfaces.ECPublicKey;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every input is accepted or refused without an exception. Of all inputs that are derived from a genuine approval, only that approval
 * is accepted, and only as an approval. For the form of inputs see {@link MessageMutation}.
 */
public class PhoneMessageFuzzTest {

    private static final String ISSUER = "https://doorway.example";
    private static final ECKey KEY = PhoneMessages.newKey();
    private static final String GENUINE = PhoneMessages.sign(
            PhoneMessages.APPROVAL, KEY, "kid", PhoneMessages.claims(ISSUER, Map.of("transcript", "{}")));

    @Test
    void onlyTheGenuineMessageIsAccepted() {
        assertThat(Fuzzer.run(PhoneMessageFuzzTest.class)).isGreaterThan(1000);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String message = MessageMutation.apply(GENUINE, input);
        Optional<StrictJws> jws = StrictJws.parse(message, 12 * 1024);
        for (MessageKind kind : MessageKind.values()) {
            boolean accepted = jws.map(parsed -> new Received(kind, parsed, ISSUER, publicKey(), Optional.empty()))
                    .filter(received -> MessageChecks.firstFailure(received).isEmpty())
                    .isPresent();
            if (accepted != (message.equals(GENUINE) && kind == MessageKind.APPROVAL)) {
                throw new IllegalStateException("accepted as " + kind + ": " + accepted + ": " + message);
            }
        }
    }

    private static ECPublicKey publicKey() {
        try {
            return KEY.toECPublicKey();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
