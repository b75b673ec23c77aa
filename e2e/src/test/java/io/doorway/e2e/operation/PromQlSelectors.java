package io.doorway.e2e.operation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the selectors of time series in an expression of PromQL. What it does not know is an error, so that it misses none. */
final class PromQlSelectors {

    /**
     * A selector.
     *
     * @param metric the name of the metric
     * @param labels the compared labels, with the value if they are compared for equality, otherwise with an empty text
     */
    record Selector(String metric, Map<String, String> labels) {}

    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool");
    private static final Set<String> BEFORE_LABELS =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<text>\"(?:[^\"\\\\]|\\\\.)*\")|(?<range>\\[\\d+[smhd]])|(?<number>\\d+(?:\\.\\d+)?)"
                    + "|(?<word>[a-zA-Z_:][a-zA-Z0-9_:]*)|(?<sign>=~|!~|!=|==|>=|<=|[-+*/%^(){},=<>]))");

    private final List<String> tokens = new ArrayList<>();
    private int next;

    private PromQlSelectors(String expression) {
        Matcher token = TOKEN.matcher(expression);
        int end = 0;
        while (end < expression.length()) {
            if (!token.find(end) || token.start() != end) {
                throw new IllegalArgumentException("unknown at %d: %s".formatted(end, expression));
            }
            tokens.add(token.group().strip());
            end = token.end();
        }
    }

    static List<Selector> in(String expression) {
        return new PromQlSelectors(expression.strip()).find();
    }

    private List<Selector> find() {
        List<Selector> found = new ArrayList<>();
        while (next < tokens.size()) {
            String token = tokens.get(next++);
            if (BEFORE_LABELS.contains(token)) {
                next = tokens.subList(next, tokens.size()).indexOf(")") + next + 1;
            } else if (token.matches("[a-zA-Z_:].*") && !OPERATORS.contains(token) && !isFunction()) {
                found.add(new Selector(token, peek("{") ? labels() : Map.of()));
            }
        }
        return found;
    }

    /** {@code rate (} or {@code sum by (}. */
    private boolean isFunction() {
        return peek("(") || (next < tokens.size() && BEFORE_LABELS.contains(tokens.get(next)));
    }

    private boolean peek(String token) {
        return next < tokens.size() && tokens.get(next).equals(token);
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        while (!tokens.get(next++).equals("}")) {
            String label = tokens.get(next++);
            String operator = tokens.get(next++);
            String value = tokens.get(next++);
            labels.put(label, operator.equals("=") ? value.substring(1, value.length() - 1) : "");
        }
        return labels;
    }
}
