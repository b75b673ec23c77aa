package io.doorway.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Kubernetes objects in {@code deploy/kubernetes}: as they are in the files, or as kustomize builds them for an overlay. */
final class Manifests {

    static final Path DIRECTORY = Path.of("kubernetes");
    static final List<String> SERVICES =
            List.of("challenge-service", "approval-service", "session-service", "audit-service");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Manifests() {}

    /**
     * Where objects come from.
     *
     * @param name an overlay, or {@code files}
     */
    record Source(String name) {

        /** The objects of base and components, before patches. They can be read on every machine. */
        static final Source FILES = new Source("files");

        static final List<Source> OVERLAYS = List.of(new Source("local"), new Source("production"));

        /** The objects. The test is skipped if they are of an overlay and this machine has no kustomize that can build it. */
        List<JsonNode> objects() {
            return equals(FILES) ? resourceFiles() : parse(Kustomize.build(DIRECTORY.resolve("overlays/" + name)));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Source> everySource() {
        return Stream.concat(Stream.of(Source.FILES), Source.OVERLAYS.stream());
    }

    static Stream<Source> overlays() {
        return Source.OVERLAYS.stream();
    }

    /** The objects of one file. */
    static List<JsonNode> file(String name) {
        return parse(read(DIRECTORY.resolve(name)));
    }

    /** The objects of a kind. */
    static List<JsonNode> ofKind(List<JsonNode> objects, String... kinds) {
        return objects.stream()
                .filter(object -> List.of(kinds).contains(object.path("kind").asText()))
                .toList();
    }

    /** The object of this kind and name. */
    static JsonNode find(List<JsonNode> objects, String kind, String name) {
        return ofKind(objects, kind).stream()
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static Stream<JsonNode> elements(JsonNode list) {
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1).map(list::get);
    }

    static List<String> texts(JsonNode list) {
        return elements(list).map(JsonNode::asText).toList();
    }

    static List<JsonNode> parse(String yaml) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> resourceFiles() {
        try (Stream<Path> files =
                Stream.concat(Files.walk(DIRECTORY.resolve("base")), Files.walk(DIRECTORY.resolve("components")))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .flatMap(file -> parse(read(file)).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
