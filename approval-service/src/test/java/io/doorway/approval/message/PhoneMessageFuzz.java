package io.doorway.approval.message;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.testkit.fuzz.Splice;
import io.doorway.testkit.phone.PhoneMessages;
import java.security.interfaces.ECPublicKey;
import java.util.Map;
import java.util.Optional;

/**
 * A phone's message is refused or opened, and nothing else comes of it; of all that is made from a genuine approval only that approval
 * itself is opened, and as an approval alone. For the form of inputs see {@link Splice}.
 */
public final class PhoneMessageFuzz {

    private static final String ISSUER = "https://doorway.example";
    private static final ECKey KEY = PhoneMessages.newKey();
    private static final String GENUINE = PhoneMessages.sign(
            PhoneMessages.APPROVAL, KEY, "kid", PhoneMessages.claims(ISSUER, Map.of("transcript", "{}")));

    private PhoneMessageFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String message = Splice.into(GENUINE, input);
        Optional<CompactJws> jws = CompactJws.parse(message);
        for (MessageKind kind : MessageKind.values()) {
            boolean opened = jws.map(parsed -> new ReceivedMessage(kind, parsed, ISSUER, publicKey(), Optional.empty()))
                    .filter(received -> MessageChecks.refusal(received).isEmpty())
                    .isPresent();
            if (opened != (message.equals(GENUINE) && kind == MessageKind.APPROVAL)) {
                throw new IllegalStateException("opened as " + kind + ": " + opened + ": " + message);
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
