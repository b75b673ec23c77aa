package io.doorway.edge.browser;

import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Challenge;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A browser that has shown its cookie and proven its key, for one request.
 *
 * @param cookieHash hash of the binding cookie that it sent
 * @param keyThumbprint thumbprint of the key that it proved
 */
public record ProvenBrowser(String cookieHash, String keyThumbprint) {

    /** Whether the challenge is bound to this browser, by both. */
    public boolean owns(Challenge challenge) {
        Asked asked = challenge.asked();
        return same(cookieHash, asked.browser().cookieHash())
                & same(keyThumbprint, asked.browser().keyThumbprint());
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.US_ASCII), b.getBytes(StandardCharsets.US_ASCII));
    }
}
