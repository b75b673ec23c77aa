package io.doorway.approval.attestation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A platform's statement about a new key, as the phone sent it and not yet believed.
 *
 * @param format whose statement it is
 * @param statement in the format's own way
 */
public record Attestation(AttestationFormat format, String statement) {
    private static final Set<String> MEMBERS = Set.of("format", "statement");
    private static final Pattern STATEMENT = Pattern.compile("[A-Za-z0-9_.-]+");

    /** The member {@code attestation} of an enrolment, or empty if it has another form. */
    public static Optional<Attestation> parse(JsonNode member) {
        Set<String> names = new HashSet<>();
        member.fieldNames().forEachRemaining(names::add);
        String statement = member.path("statement").asText("");
        return names.equals(MEMBERS)
                        && member.path("statement").isTextual()
                        && STATEMENT.matcher(statement).matches()
                ? AttestationFormat.parse(member.path("format").asText(""))
                        .map(format -> new Attestation(format, statement))
                : Optional.empty();
    }
}
