package io.doorway.e2e.attack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A place in a {@link RequestTemplate} at which a value can be replaced.
 *
 * @param steps the names of the parts that lead to it
 * @param form how a value is written there
 * @param parser where it is parsed; places of one parser are tried with all values once
 */
record RequestPlace(List<String> steps, Form form, String parser) {

    /** How a value is written. */
    enum Form {
        /** Percent-encoded. */
        ENCODED,
        /** As it is. */
        TEXT,
        /** As JSON. */
        JSON
    }

    private static final Set<String> ENCODED = Set.of("path", "query", "form");

    /** Written by the client of the protocol itself, which reads the answer. */
    private static final Set<String> FIXED = Set.of("Connection");

    String name() {
        return String.join(" ", steps).replace("$", "");
    }

    /** All places of a request. */
    static List<RequestPlace> of(RequestTemplate request) {
        List<RequestPlace> places = new ArrayList<>();
        request.parts().properties().forEach(part -> {
            String name = part.getKey();
            if (name.equals("body")) {
                add(places, List.of(name), Form.TEXT, "body " + kind(part.getValue()), part.getValue());
                return;
            }
            part.getValue().properties().stream()
                    .filter(child -> !FIXED.contains(child.getKey()))
                    .forEach(child -> {
                        boolean encoded = ENCODED.contains(name);
                        String parser = child.getKey() + (encoded ? family(request.path()) : kind(child.getValue()));
                        add(
                                places,
                                List.of(name, child.getKey()),
                                encoded ? Form.ENCODED : Form.TEXT,
                                parser,
                                child.getValue());
                    });
        });
        return places;
    }

    /** The calls whose parameters are parsed by the same code: those of a resource, and all authorization requests. */
    private static String family(String path) {
        String first = path.split("/")[1];
        return " of " + (first.equals("oauth2") ? path.replace("/par", "/authorize") : first);
    }

    /** An {@code Authorization} is parsed by its scheme. */
    private static String kind(JsonNode value) {
        return " " + value.at("/" + RequestTemplate.PARTS + "/0").asText("");
    }

    private static void add(List<RequestPlace> places, List<String> steps, Form form, String parser, JsonNode value) {
        places.add(new RequestPlace(steps, form, parser));
        if (value.has(RequestTemplate.JWS)) {
            String type = value.at("/" + RequestTemplate.JWS + "/header/typ").asText(parser);
            addMembers(places, plus(steps, RequestTemplate.JWS), type, value.get(RequestTemplate.JWS));
        } else if (value.has(RequestTemplate.PARTS)) {
            JsonNode parts = value.get(RequestTemplate.PARTS);
            for (int i = 0; i < parts.size(); i++) {
                List<String> part = plus(plus(steps, RequestTemplate.PARTS), Integer.toString(i));
                add(places, part, Form.TEXT, parser + " part " + i, parts.get(i));
            }
        } else if (value.has(RequestTemplate.BASIC)) {
            for (Map.Entry<String, JsonNode> half :
                    value.get(RequestTemplate.BASIC).properties()) {
                List<String> part = plus(plus(steps, RequestTemplate.BASIC), half.getKey());
                places.add(new RequestPlace(part, Form.TEXT, parser + " " + half.getKey()));
            }
        } else {
            for (String kind : List.of(RequestTemplate.WRITTEN, RequestTemplate.BASE64)) {
                if (value.has(kind)) {
                    add(places, plus(steps, kind), Form.JSON, parser + " as JSON", value.get(kind));
                }
            }
            addMembers(places, steps, parser, value);
        }
    }

    private static void addMembers(List<RequestPlace> places, List<String> steps, String parser, JsonNode value) {
        if (RequestTemplate.isComposed(value)) {
            return;
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            add(places, plus(steps, Integer.toString(i)), Form.JSON, parser + " element", value.get(i));
        }
        // The messages of phones have members in common.
        String scope = parser.startsWith("doorway-") ? "message" : parser;
        value.properties()
                .forEach(member -> add(
                        places,
                        plus(steps, member.getKey()),
                        Form.JSON,
                        scope + " member " + member.getKey(),
                        member.getValue()));
    }

    private static List<String> plus(List<String> steps, String step) {
        List<String> all = new ArrayList<>(steps);
        all.add(step);
        return List.copyOf(all);
    }
}
