package io.doorway.session.provider.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.doorway.session.support.ProviderTest;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of {@code docs/relying-parties.md} accept a genuine ID token and refuse every other action. */
@QuarkusTest
class CheckApprovalExamplesTest extends ProviderTest {
    private static final Map<String, Object> PAYMENT =
            Map.of("type", "payment", "amount", "42.50", "currency", "EUR", "payee", "Harbour Rail");

    @TempDir
    Path directory;

    private Map<String, Object> genuine;

    @BeforeEach
    void approvePayment() {
        String details = "[" + JSONObjectUtils.toJSONString(PAYMENT) + "]";
        var start = bank.pushed(
                bank.request().customParameter("authorization_details", details).build());
        var code = codeIn(bank, completed(challenges.approved(ticketAt(start), browser, account)));
        genuine = bank.verified(tokens(bank.redeem(code))).toJSONObject();
    }

    private interface Example {
        boolean isApproved(Map<String, Object> claims, Map<String, Object> action) throws Exception;
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "node", "python3", "go"})
    void onlyTheSignedActionIsApproved(String language) throws Exception {
        assumeTrue(!language.equals("go") || isInstalled("go"), "Go is not installed; the page says so");
        Example example = switch (language) {
            case "java" -> compiled();
            case "node" -> this::node;
            case "python3" -> this::python;
            default -> this::go;
        };

        assertThat(example.isApproved(genuine, PAYMENT)).isTrue();
        Map<String, Map<String, Object>> others = new LinkedHashMap<>();
        others.put("another amount", with(PAYMENT, "amount", "9999.00"));
        others.put("the same amount in another form", with(PAYMENT, "amount", "42.5"));
        others.put("another payee", with(PAYMENT, "payee", "City Water"));
        others.put("another currency", with(PAYMENT, "currency", "USD"));
        others.put("another type", with(PAYMENT, "type", "add-payee"));
        others.put("one more field", with(PAYMENT, "reference", "1"));
        for (Map.Entry<String, Map<String, Object>> other : others.entrySet()) {
            assertThat(example.isApproved(genuine, other.getValue()))
                    .as(other.getKey())
                    .isFalse();
        }
        for (String claim : List.of("acr", "doorway_action", "authorization_details", "doorway_transcript_hash")) {
            Map<String, Object> without = new HashMap<>(genuine);
            without.remove(claim);
            assertThat(example.isApproved(without, PAYMENT))
                    .as("without " + claim)
                    .isFalse();
        }
        assertThat(example.isApproved(with(genuine, "authorization_details", List.of(PAYMENT, PAYMENT)), PAYMENT))
                .as("two payments")
                .isFalse();
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(map);
        changed.put(name, value);
        return changed;
    }

    private Example compiled() throws IOException, ReflectiveOperationException {
        Path source = example("CheckApproval.java");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", directory.toString(), source.toString()))
                .isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            Method method = loader.loadClass("CheckApproval").getDeclaredMethod("isApproved", Map.class, Map.class);
            method.setAccessible(true);
            return (claims, action) -> (boolean) method.invoke(null, parsed(claims), action);
        }
    }

    /** As a JSON library reads the claims. */
    private static Map<String, Object> parsed(Map<String, Object> claims) throws ParseException {
        return JSONObjectUtils.parse(JSONObjectUtils.toJSONString(claims));
    }

    private boolean node(Map<String, Object> claims, Map<String, Object> action) throws Exception {
        String program = "import { isApproved } from "
                + quoted(example("check-approval.mjs").toUri().toString()) + ";"
                + "const [claims, action] = JSON.parse(process.argv[1]);"
                + "process.exit(isApproved(claims, action) ? 0 : 3);";
        return run(directory, "node", "--input-type=module", "-e", program, json(claims, action));
    }

    private boolean python(Map<String, Object> claims, Map<String, Object> action) throws Exception {
        String program = "import json, sys\n"
                + "sys.path.insert(0, "
                + quoted(example("check_approval.py").getParent().toString()) + ")\n"
                + "sys.dont_write_bytecode = True\n"
                + "from check_approval import is_approved\n"
                + "sys.exit(0 if is_approved(*json.loads(sys.argv[1])) else 3)\n";
        return run(directory, "python3", "-c", program, json(claims, action));
    }

    private boolean go(Map<String, Object> claims, Map<String, Object> action) throws Exception {
        Path program = directory.resolve("go/check");
        if (Files.notExists(program)) {
            Path sources = Files.createDirectories(directory.resolve("go/approval"));
            Files.copy(example("check_approval.go"), sources.resolve("check_approval.go"));
            Files.writeString(directory.resolve("go/go.mod"), "module example\n\ngo 1.18\n");
            Files.writeString(directory.resolve("go/main.go"), """
                    package main

                    import (
                    	"encoding/json"
                    	"example/approval"
                    	"os"
                    )

                    func main() {
                    	var arguments []map[string]any
                    	if json.Unmarshal([]byte(os.Args[1]), &arguments) != nil {
                    		os.Exit(4)
                    	}
                    	if !approval.IsApproved(arguments[0], arguments[1]) {
                    		os.Exit(3)
                    	}
                    }
                    """);
            assertThat(run(directory.resolve("go"), "go", "build", "-o", "check", "."))
                    .isTrue();
        }
        return run(directory.resolve("go"), program.toString(), json(claims, action));
    }

    private static String json(Map<String, Object> claims, Map<String, Object> action) {
        return "[" + JSONObjectUtils.toJSONString(claims) + "," + JSONObjectUtils.toJSONString(action) + "]";
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }

    private static Path example(String name) {
        return Path.of("../docs/examples").toAbsolutePath().normalize().resolve(name);
    }

    private static boolean isInstalled(String program) throws InterruptedException {
        try {
            String argument = program.equals("go") ? "version" : "--version";
            return new ProcessBuilder(program, argument)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notFound) {
            return false;
        }
    }

    /** True for exit code 0, false for 3; everything else is a defect of the example. */
    private static boolean run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isIn(0, 3);
        return process.exitValue() == 0;
    }
}
