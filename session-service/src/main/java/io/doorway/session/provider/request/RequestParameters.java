package io.doorway.session.provider.request;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.doorway.protocol.encoding.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request as received.
 *
 * @param all the values of each parameter
 */
public record RequestParameters(Map<String, List<String>> all) {

    /** The languages that the relying party prefers for the pages (OpenID Connect Core section 3.1.2.1). */
    public static final String UI_LOCALES = "ui_locales";

    public RequestParameters {
        all = Map.copyOf(all);
    }

    /** Parses a query or a form. */
    public static RequestParameters parse(@Nullable String encoded) {
        return new RequestParameters(encoded == null ? Map.of() : URLUtils.parseParameters(encoded));
    }

    /** The value of a parameter that was sent exactly once and is not empty. */
    public Optional<String> single(String name) {
        List<String> values = all.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()).filter(value -> !value.isEmpty()) : Optional.empty();
    }

    /** The same parameters without one of them. */
    public RequestParameters without(String name) {
        Map<String, List<String>> others = new TreeMap<>(all);
        others.remove(name);
        return new RequestParameters(others);
    }

    public boolean has(String name) {
        return all.containsKey(name);
    }

    /** Whether a parameter was sent more than once, which RFC 6749 section 3.1 forbids. */
    public boolean repeated() {
        return all.values().stream().anyMatch(values -> values.size() > 1);
    }

    /** The parameters as a query. */
    public String encoded() {
        return URLUtils.serializeParameters(all);
    }

    /** A digest that is equal for equal parameters, irrespective of order and encoding. */
    public String digest() {
        return Sha256.text(new TreeMap<>(all).toString());
    }
}
