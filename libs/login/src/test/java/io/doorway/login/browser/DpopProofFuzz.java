package io.doorway.login.browser;

import io.doorway.clients.browser.BrowserKeyPair;
import io.doorway.login.browser.AuthenticateBrowser.InvalidProofException;
import io.doorway.testkit.fuzz.MessageMutation;
import java.net.URI;

/**
 * {@link DpopProof} accepts the valid proof and refuses every mutation of it with {@link InvalidProofException}, never with another
 * exception. The input is the proof, or, if it begins with a byte above 127, a mutation of the valid proof.
 */
public final class DpopProofFuzz {

    private static final URI ADDRESS = URI.create("https://doorway.example/challenges");
    private static final String VALID = BrowserKeyPair.generate().proof("POST", ADDRESS);

    private DpopProofFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String proof = MessageMutation.apply(VALID, input);
        try {
            DpopProof.verify(proof, "POST", ADDRESS);
            if (!proof.equals(VALID)) {
                throw new IllegalStateException("taken for a proof: " + proof);
            }
        } catch (InvalidProofException expected) {
            if (proof.equals(VALID)) {
                throw new IllegalStateException("the valid proof was refused", expected);
            }
        }
    }
}
