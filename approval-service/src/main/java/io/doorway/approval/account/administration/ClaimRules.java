package io.doorway.approval.account.administration;

import io.doorway.protocol.vocabulary.StorableText;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an account's claims may contain: the types of OpenID Connect Core section 5.1, and text that can be stored and shown. */
final class ClaimRules {

    private static final int MAX = 64;
    private static final int MAX_NAME_LENGTH = 200;

    private static final Set<String> TEXTS = Set.of(
            "name",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "email",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "phone_number");
    private static final Set<String> BOOLEANS = Set.of("email_verified", "phone_number_verified");

    private ClaimRules() {}

    /** What is wrong with the claims, naming the claim; empty if nothing is. */
    static Optional<String> error(Map<String, Object> claims) {
        if (claims.size() > MAX) {
            return Optional.of("claims: there are more than " + MAX);
        }
        return claims.entrySet().stream()
                .flatMap(claim -> error(claim.getKey(), claim.getValue()).stream())
                .findFirst();
    }

    private static Optional<String> error(String name, @Nullable Object value) {
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            return Optional.of("claims: a name has 1 to " + MAX_NAME_LENGTH + " characters, not only spaces");
        }
        if (!StorableText.isStorable(name)) {
            return Optional.of("claims: a name has a control or text-direction character");
        }
        if (value == null) {
            return Optional.of("claims." + name + ": is null; leave out a claim that is not known");
        }
        if (!hasType(name, value)) {
            return Optional.of("claims." + name + ": not of the type that OpenID Connect defines for it");
        }
        return isStorable(value)
                ? Optional.empty()
                : Optional.of(
                        "claims." + name + ": has a control or text-direction character, or half of a surrogate pair");
    }

    private static boolean hasType(String name, Object value) {
        if (TEXTS.contains(name)) {
            return value instanceof String;
        }
        if (BOOLEANS.contains(name)) {
            return value instanceof Boolean;
        }
        return switch (name) {
            case "updated_at" -> value instanceof Number;
            case "address" ->
                value instanceof Map<?, ?> address && address.values().stream().allMatch(String.class::isInstance);
            default -> true;
        };
    }

    /** An address has lines, so a line feed is accepted inside a value that is not text itself. */
    private static boolean isStorable(@Nullable Object value) {
        return switch (value) {
            case String text -> StorableText.isStorable(text);
            case Map<?, ?> members ->
                members.entrySet().stream()
                        .allMatch(member -> isStorable(member.getKey()) && isStorableInside(member.getValue()));
            case Collection<?> elements -> elements.stream().allMatch(ClaimRules::isStorableInside);
            case null, default -> true;
        };
    }

    private static boolean isStorableInside(@Nullable Object value) {
        return value instanceof String text
                ? StorableText.isStorable(text.replace("\r\n", "").replace("\n", ""))
                : isStorable(value);
    }
}
