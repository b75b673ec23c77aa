package io.doorway.session.provider.oauth;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.doorway.protocol.encoding.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** The same parameters without some of them. */
    public RequestParameters without(Set<String> names) {
        Map<String, List<String>> others = new TreeMap<>(all);
        others.keySet().removeAll(names);
        return new RequestParameters(others);
    }

    /** The same parameters with this value of one, in place of any other. */
    public RequestParameters with(String name, String value) {
        Map<String, List<String>> others = new TreeMap<>(all);
        others.put(name, List.of(value));
        return new RequestParameters(others);
    }

    /** Whether a parameter was sent, with or without a value. */
    public boolean has(String name) {
        return all.containsKey(name);
    }

    /** Whether a parameter was sent with a value: one without is as one that was not sent (RFC 6749 section 3.1). */
    public boolean hasValue(String name) {
        return withValue().has(name);
    }

    /** The parameters that were sent with a value. */
    public RequestParameters withValue() {
        Map<String, List<String>> others = new TreeMap<>(all);
        others.values().removeIf(values -> values.stream().allMatch(String::isEmpty));
        return new RequestParameters(others);
    }

    /** Whether a parameter was sent more than once, which RFC 6749 section 3.1 forbids. */
    public boolean repeated() {
        return repeatedParameterError(Set.of()).isPresent();
    }

    /**
     * The error for the first parameter, in the order of the alphabet, that was sent more than once; empty if there is none. It has the name only if
     * that has the form of a parameter's.
     *
     * @param repeatable may be sent more than once
     */
    public Optional<String> repeatedParameterError(Set<String> repeatable) {
        return all.entrySet().stream()
                .filter(parameter -> parameter.getValue().size() > 1 && !repeatable.contains(parameter.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .map(name -> (name.matches("[a-z_]{1,40}") ? "The parameter " + name : "A parameter")
                        + " was sent more than once (RFC 6749 sections 3.1 and 3.2)");
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
