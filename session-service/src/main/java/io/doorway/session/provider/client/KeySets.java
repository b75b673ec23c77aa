package io.doorway.session.provider.client;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.doorway.session.provider.oauth.RsaKeys;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads JWK sets (RFC 7517 section 5), one key after the other. Of RSA keys those that {@link RsaKeys} accepts. */
final class KeySets {
    private KeySets() {}

    /**
     * The keys of a set that Doorway can read. A client may publish others beside them, for other providers: they are left out, as RFC 7517
     * section 5 says.
     *
     * @throws ParseException if the text is no JWK set
     */
    static JWKSet readable(String json) throws ParseException {
        List<JWK> keys = new ArrayList<>();
        for (Object member : members(json)) {
            key(member).ifPresent(keys::add);
        }
        return new JWKSet(keys);
    }

    /**
     * The keys of a set in which each has to be readable.
     *
     * @throws ParseException if the text is no JWK set; the message names the first key that cannot be read
     */
    static JWKSet complete(String json) throws ParseException {
        List<JWK> keys = new ArrayList<>();
        List<?> members = members(json);
        for (int i = 0; i < members.size(); i++) {
            int number = i;
            keys.add(key(members.get(i))
                    .orElseThrow(() -> new ParseException(
                            "keys[" + number + "] is not a key of a supported type; " + RsaKeys.RULE, 0)));
        }
        return new JWKSet(keys);
    }

    private static List<?> members(String json) throws ParseException {
        if (JSONObjectUtils.parse(json).get("keys") instanceof List<?> keys) {
            return keys;
        }
        throw new ParseException("not a JWK set", 0);
    }

    @SuppressWarnings("unchecked")
    private static Optional<JWK> key(Object member) {
        if (!(member instanceof Map<?, ?> json)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JWK.parse((Map<String, Object>) json)).filter(RsaKeys::isAccepted);
        } catch (ParseException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }
}
