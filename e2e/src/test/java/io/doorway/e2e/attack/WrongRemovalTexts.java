package io.doorway.e2e.attack;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.TestPlatform;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What a newcomer's passkey signs in place of the removal of the older device. */
final class WrongRemovalTexts {

    private WrongRemovalTexts() {}

    /** Texts that are not that of the removal, for a nonce. */
    static Map<String, Function<String, String>> in(Household settled) {
        Map<String, Function<String, String>> texts = new LinkedHashMap<>();
        HeadlessPhone newcomer = settled.newcomer().phone();
        texts.put(
                "the removal of the younger device",
                nonce -> newcomer.removalText(settled.last().id(), nonce));
        texts.put(
                "its own removal",
                nonce -> newcomer.removalText(settled.newcomer().id(), nonce));
        texts.put("another nonce", nonce -> newcomer.removalText(settled.owner().id(), TestPlatform.UNKNOWN_ID));
        texts.put("no nonce", nonce -> newcomer.removalText(settled.owner().id(), ""));
        texts.put(
                "the removal by the older device",
                nonce -> settled.owner().phone().removalText(settled.owner().id(), nonce));
        texts.put("a new passkey", nonce -> newcomer.registrationText("AAAA", nonce));
        texts.put("the removal with a space", nonce -> removal(settled, nonce).replace(",", ", "));
        texts.put("the removal with a line break", nonce -> removal(settled, nonce) + "\n");
        texts.put("the removal in capitals", nonce -> removal(settled, nonce).toUpperCase(Locale.ROOT));
        texts.put("the removal in another order", nonce -> reordered(settled, nonce));
        texts.put("the removal twice", nonce -> removal(settled, nonce) + removal(settled, nonce));
        texts.put("the nonce alone", nonce -> nonce);
        texts.put("the device alone", nonce -> settled.owner().id());
        texts.put("nothing", nonce -> "");
        texts.put("a transcript", nonce -> "{\"action\":{\"type\":\"login\"},\"challenge_id\":\"" + nonce + "\"}");
        return texts;
    }

    private static String removal(Household settled, String nonce) {
        return settled.newcomer().phone().removalText(settled.owner().id(), nonce);
    }

    private static String reordered(Household settled, String nonce) {
        return "{\"nonce\":\"%s\",\"device\":\"%s\",\"change\":\"remove-device\",\"by\":\"%s\"}"
                .formatted(nonce, settled.owner().id(), settled.newcomer().id());
    }
}
