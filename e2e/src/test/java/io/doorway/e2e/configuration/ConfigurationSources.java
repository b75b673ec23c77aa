package io.doorway.e2e.configuration;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Reads the typed configuration, the interfaces with {@code @ConfigMapping}, from the sources of all modules. */
final class ConfigurationSources {

    private static final Path ROOT = Path.of("..");

    /** The modules in the order of the page. */
    private static final List<String> MODULES = List.of(
            "libs/web", "libs/login", "challenge-service", "approval-service", "session-service", "audit-service");

    private final Map<String, List<String>> enums = new HashMap<>();

    /**
     * One property.
     *
     * @param module where it is declared, such as {@code libs/web}
     * @param name its full name; {@code <line>} stands for the lines of the table of rate limits
     * @param meaning the Javadoc as Markdown
     * @param type what a value is
     * @param byDefault the default, or null if there is none
     * @param required whether the service does not start without it
     */
    record Property(
            String module,
            String name,
            String meaning,
            String type,
            @Nullable String byDefault,
            boolean required) {}

    /** All properties, in the order of the modules and by name. */
    static List<Property> properties() {
        return new ConfigurationSources().read();
    }

    /** The values of an enum as they are configured, in kebab case. */
    static List<String> valuesOf(String enumName) {
        ConfigurationSources sources = new ConfigurationSources();
        sources.read();
        return sources.enums.getOrDefault(enumName, List.of());
    }

    private List<Property> read() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Property> properties = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            for (String module : MODULES) {
                JavacTask task = (JavacTask) compiler.getTask(
                        null,
                        files,
                        null,
                        List.of("-proc:none"),
                        null,
                        files.getJavaFileObjectsFromPaths(sources(module)));
                DocTrees docs = DocTrees.instance(task);
                List<CompilationUnitTree> units = new ArrayList<>();
                task.parse().forEach(units::add);
                units.forEach(unit -> types(unit).forEach(this::rememberEnum));
                units.stream()
                        .flatMap(unit -> types(unit).flatMap(type -> mapping(module, docs, unit, type)))
                        .sorted((a, b) -> a.name().compareTo(b.name()))
                        .forEach(properties::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static List<Path> sources(String module) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<ClassTree> types(CompilationUnitTree unit) {
        return unit.getTypeDecls().stream()
                .filter(ClassTree.class::isInstance)
                .flatMap(type -> nested((ClassTree) type));
    }

    private static Stream<ClassTree> nested(ClassTree type) {
        return Stream.concat(
                Stream.of(type),
                type.getMembers().stream()
                        .filter(ClassTree.class::isInstance)
                        .flatMap(member -> nested((ClassTree) member)));
    }

    private void rememberEnum(ClassTree type) {
        if (type.getKind() == Tree.Kind.ENUM) {
            enums.put(
                    type.getSimpleName().toString(),
                    type.getMembers().stream()
                            .filter(member -> member instanceof VariableTree constant
                                    && constant.getType()
                                            .toString()
                                            .equals(type.getSimpleName().toString()))
                            .map(member ->
                                    kebab(((VariableTree) member).getName().toString()))
                            .toList());
        }
    }

    private Stream<Property> mapping(String module, DocTrees docs, CompilationUnitTree unit, ClassTree type) {
        return annotation(type.getModifiers(), "ConfigMapping")
                .map(mapping -> group(module, argument(mapping, "prefix"), docs, unit, type))
                .orElse(Stream.empty());
    }

    private Stream<Property> group(
            String module, String prefix, DocTrees docs, CompilationUnitTree unit, ClassTree type) {
        return type.getMembers().stream()
                .filter(member -> member instanceof MethodTree method && method.getBody() == null)
                .flatMap(member -> {
                    MethodTree method = (MethodTree) member;
                    Optional<ClassTree> nested = type.getMembers().stream()
                            .filter(candidate -> candidate instanceof ClassTree inner
                                    && inner.getKind() == Tree.Kind.INTERFACE
                                    && inner.getSimpleName()
                                            .contentEquals(
                                                    method.getReturnType().toString()))
                            .map(ClassTree.class::cast)
                            .findFirst();
                    String name = prefix + "." + name(method);
                    return nested.map(inner -> group(module, name, docs, unit, inner))
                            .orElseGet(() -> Stream.of(property(module, name, docs, unit, method)));
                });
    }

    private Property property(String module, String name, DocTrees docs, CompilationUnitTree unit, MethodTree method) {
        String comment = docs.getDocComment(TreePath.getPath(unit, method));
        if (comment == null) {
            throw new IllegalStateException(name + " has no Javadoc");
        }
        String type = method.getReturnType().toString();
        Optional<String> byDefault =
                annotation(method.getModifiers(), "WithDefault").map(annotation -> argument(annotation, "value"));
        boolean optional = type.startsWith("Optional<") || type.startsWith("Map<");
        return new Property(
                module,
                name,
                markdown(comment),
                type(type) + bounds(method.getModifiers()),
                byDefault.orElse(null),
                byDefault.isEmpty() && !optional);
    }

    private static String name(MethodTree method) {
        if (annotation(method.getModifiers(), "WithParentName").isPresent()) {
            return "<line>";
        }
        return annotation(method.getModifiers(), "WithName")
                .map(annotation -> argument(annotation, "value"))
                .orElseGet(() -> kebab(method.getName().toString()));
    }

    private String type(String java) {
        return switch (java) {
            case "int", "long" -> "number";
            case "double" -> "fraction";
            case "boolean" -> "`true` or `false`";
            case "String", "Optional<String>" -> "text";
            case "URI", "Optional<URI>" -> "URL";
            case "Path", "Optional<Path>" -> "file";
            case "List<Path>" -> "files, separated by commas";
            case "List<String>", "Set<String>" -> "list, separated by commas";
            case "Optional<List<Long>>" -> "numbers, separated by commas";
            case "Duration" -> "duration (ISO 8601)";
            case "Map<RateLimit, Optional<String>>" -> "rate";
            default -> {
                List<String> values = enums.get(java);
                if (values == null) {
                    throw new IllegalStateException("a type that the page cannot describe: " + java);
                }
                yield values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
            }
        };
    }

    /** The bounds in the annotation of a property, such as ", 1 to 10". */
    private static String bounds(ModifiersTree modifiers) {
        return annotation(modifiers, "Within")
                .map(within -> ", " + argument(within, "min") + " to " + argument(within, "max"))
                .orElse("");
    }

    private static Optional<AnnotationTree> annotation(ModifiersTree modifiers, String simpleName) {
        return modifiers.getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals(simpleName))
                .map(AnnotationTree.class::cast)
                .findFirst();
    }

    private static String argument(AnnotationTree annotation, String name) {
        for (ExpressionTree argument : annotation.getArguments()) {
            if (argument instanceof AssignmentTree assignment
                    && assignment.getVariable().toString().equals(name)) {
                return text(assignment.getExpression());
            }
            if (name.equals("value") && !(argument instanceof AssignmentTree)) {
                return text(argument);
            }
        }
        throw new IllegalStateException(annotation + " has no " + name);
    }

    private static String text(ExpressionTree expression) {
        return expression instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : expression.toString();
    }

    private static String kebab(String name) {
        return name.contains("_") || name.equals(name.toUpperCase(Locale.ROOT))
                ? name.toLowerCase(Locale.ROOT).replace('_', '-')
                : name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String markdown(String javadoc) {
        return javadoc.replaceAll("(?s)\\n\\s*@\\w+ .*", "")
                .replaceAll("\\{@(?:code|link|linkplain) ([^}]*)}", "`$1`")
                .replaceAll("</?(?:p|em|strong)>", "")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }
}
