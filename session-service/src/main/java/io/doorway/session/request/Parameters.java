package io.doorway.session.request;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.doorway.protocol.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request as they came.
 *
 * @param all every value of every name
 */
public record Parameters(Map<String, List<String>> all) {
    public Parameters {
        all = Map.copyOf(all);
    }

    /** The parameters in a query or a form. */
    public static Parameters parse(@Nullable String encoded) {
        return new Parameters(encoded == null ? Map.of() : URLUtils.parseParameters(encoded));
    }

    /** The value, if the name came exactly once and has one. */
    public Optional<String> single(String name) {
        List<String> values = all.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()).filter(value -> !value.isEmpty()) : Optional.empty();
    }

    public boolean has(String name) {
        return all.containsKey(name);
    }

    /** Whether a name came more than once, which RFC 6749 section 3.1 forbids. */
    public boolean repeated() {
        return all.values().stream().anyMatch(values -> values.size() > 1);
    }

    public String encoded() {
        return URLUtils.serializeParameters(all);
    }

    /** The same for the same request, however it was spelled. */
    public String digest() {
        return Sha256.text(new TreeMap<>(all).toString());
    }
}
