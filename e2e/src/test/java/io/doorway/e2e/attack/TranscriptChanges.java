package io.doorway.e2e.attack;

import io.doorway.protocol.json.CanonicalJson;
import io.doorway.testkit.phone.ScannedLogin;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a transcript becomes by one change: each member changed, emptied, left out; and the same meaning in other bytes. */
final class TranscriptChanges {

    private final ScannedLogin scanned;
    private final Map<String, Object> root;
    private final Map<String, String> changes = new LinkedHashMap<>();

    private TranscriptChanges(ScannedLogin scanned) {
        this.scanned = scanned;
        this.root = scanned.details();
    }

    /** Every changed text, by what was changed. */
    static Map<String, String> of(ScannedLogin scanned) {
        TranscriptChanges all = new TranscriptChanges(scanned);
        all.members("", all.root);
        all.root.put("zzz", "one more");
        all.add("one more member");
        all.spellings();
        all.changes.values().removeIf(scanned.transcript()::equals);
        return all.changes;
    }

    @SuppressWarnings("unchecked")
    private void members(String path, Map<String, Object> object) {
        for (String name : List.copyOf(object.keySet())) {
            Object was = object.get(name);
            if (was instanceof Map<?, ?> inner) {
                members(path + name + ".", (Map<String, Object>) inner);
            }
            for (Object other : others(was)) {
                object.put(name, other);
                add(path + name + " is " + inWords(other));
            }
            object.remove(name);
            add(path + name + " left out");
            object.put(name, was);
        }
    }

    private static List<Object> others(Object was) {
        return switch (was) {
            case String text -> Arrays.asList("x" + text, text.isEmpty() ? "x" : text.substring(1), "", null);
            case Boolean flag -> Arrays.asList(!flag, null);
            case List<?> list -> Arrays.asList(List.of("one more"), null);
            case null -> Arrays.asList("", "somewhere");
            default -> Arrays.asList(Map.of(), null);
        };
    }

    private static String inWords(Object other) {
        return other == null ? "null" : "'" + other + "'";
    }

    /** Another text with the same meaning is another text. */
    private void spellings() {
        String text = scanned.transcript();
        changes.put("an empty text", "");
        changes.put("no JSON", "approved");
        changes.put("a space before", " " + text);
        changes.put("a space after", text + " ");
        changes.put("a line's end after", text + "\n");
        changes.put("a space within", text.replaceFirst(":", ": "));
        changes.put("a byte order mark before", "\uFEFF" + text);
        changes.put("a NUL after", text + "\0");
        changes.put("the text twice", text + text);
        changes.put("a member twice", text.replaceFirst("\\{", "{\"acr\":\"urn:doorway:acr:passkey\","));
        changes.put("a letter escaped", text.replaceFirst("acr", "\\\\u0061cr"));
        changes.put("a slash escaped", text.replaceFirst("created_at", "created\\\\u005fat"));
        changes.put("the last member left out", text.substring(0, text.lastIndexOf(',')) + "}");
        changes.put("upper case", text.toUpperCase(java.util.Locale.ROOT));
        changes.put("cut short", text.substring(0, text.length() - 1));
    }

    private void add(String name) {
        changes.put(name, CanonicalJson.of(root));
    }
}
