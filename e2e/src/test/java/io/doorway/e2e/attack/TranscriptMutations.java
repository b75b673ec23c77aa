package io.doorway.e2e.attack;

import io.doorway.clients.phone.ScannedLogin;
import io.doorway.protocol.json.CanonicalJson;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Mutations of a transcript: each member changed, emptied and removed, and the same content in another encoding. */
final class TranscriptMutations {

    private final ScannedLogin scanned;
    private final Map<String, Object> root;
    private final Map<String, String> changes = new LinkedHashMap<>();

    private TranscriptMutations(ScannedLogin scanned) {
        this.scanned = scanned;
        this.root = scanned.details();
    }

    /** The mutated texts by the name of the mutation. */
    static Map<String, String> of(ScannedLogin scanned) {
        TranscriptMutations all = new TranscriptMutations(scanned);
        all.mutateMembers("", all.root);
        all.root.put("zzz", "one more");
        all.add("one more member");
        all.addEncodings();
        all.changes.values().removeIf(scanned.transcript()::equals);
        return all.changes;
    }

    @SuppressWarnings("unchecked")
    private void mutateMembers(String path, Map<String, Object> object) {
        for (String name : List.copyOf(object.keySet())) {
            Object original = object.get(name);
            if (original instanceof Map<?, ?> inner) {
                mutateMembers(path + name + ".", (Map<String, Object>) inner);
            }
            for (Object other : others(original)) {
                object.put(name, other);
                add(path + name + " is " + printed(other));
            }
            object.remove(name);
            add(path + name + " removed");
            object.put(name, original);
        }
    }

    private static List<Object> others(Object original) {
        return switch (original) {
            case String text -> Arrays.asList("x" + text, text.isEmpty() ? "x" : text.substring(1), "", null);
            case Boolean flag -> Arrays.asList(!flag, null);
            case List<?> list -> Arrays.asList(List.of("one more"), null);
            case null -> Arrays.asList("", "somewhere");
            default -> Arrays.asList(Map.of(), null);
        };
    }

    private static String printed(Object other) {
        return other == null ? "null" : "'" + other + "'";
    }

    /** Texts with the same or no content, which must be refused because they differ in a byte. */
    private void addEncodings() {
        String text = scanned.transcript();
        changes.put("an empty text", "");
        changes.put("not JSON", "approved");
        changes.put("a space before", " " + text);
        changes.put("a space after", text + " ");
        changes.put("a line break after", text + "\n");
        changes.put("a space within", text.replaceFirst(":", ": "));
        changes.put("a byte order mark before", "\uFEFF" + text);
        changes.put("a NUL after", text + "\0");
        changes.put("the text repeated", text + text);
        changes.put("a duplicate member", text.replaceFirst("\\{", "{\"acr\":\"urn:doorway:acr:passkey\","));
        changes.put("a letter escaped", text.replaceFirst("acr", "\\\\u0061cr"));
        changes.put("a slash escaped", text.replaceFirst("created_at", "created\\\\u005fat"));
        changes.put("the last member removed", text.substring(0, text.lastIndexOf(',')) + "}");
        changes.put("upper case", text.toUpperCase(Locale.ROOT));
        changes.put("truncated", text.substring(0, text.length() - 1));
    }

    private void add(String name) {
        changes.put(name, CanonicalJson.of(root));
    }
}
