package io.doorway.e2e.libraries;

import io.doorway.local.JavaProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The examples of {@code docs/examples/website}: a client library that logs people in, and how its website is started. */
enum ExampleWebsite {
    OPENID_CLIENT("openid-client.mjs"),
    AUTHLIB("authlib_website.py"),
    GO("website.go"),
    SPRING("SpringWebsite.java"),
    QUARKUS("quarkus.properties"),
    FAPI_OPENID_CLIENT("openid-client-fapi.mjs"),
    FAPI_OAUTH4WEBAPI("oauth4webapi-fapi.mjs"),
    FAPI_NIMBUS("NimbusWebsite.java");

    /** Where {@code ./doorway test} installs the packages. */
    private static final Path PACKAGES =
            Path.of("../.doorway/libraries").toAbsolutePath().normalize();

    private static final Path EXAMPLES =
            Path.of("../docs/examples/website").toAbsolutePath().normalize();
    private static final Path PROGRAMS = Path.of("src/test/websites").toAbsolutePath();
    private static final Path BANK = Path.of("../local/demo-bank/target/quarkus-app/quarkus-run.jar")
            .toAbsolutePath()
            .normalize();

    /** Compiling it takes long. */
    private static final boolean WITH_GO = Boolean.getBoolean("doorway.go-library");

    private final String file;

    ExampleWebsite(String file) {
        this.file = file;
    }

    /** The file of the example. */
    Path file() {
        return EXAMPLES.resolve(file);
    }

    /** The file that logs a person in; of most examples it continues with what follows the login. */
    Path loginFile() {
        return this == SPRING ? EXAMPLES.resolve("spring.yaml") : file();
    }

    /** The {@code id_token_signed_response_alg} that is registered: what its library accepts without a setting. */
    String idTokenAlgorithm() {
        return this == SPRING ? "RS256" : "ES256";
    }

    /** Whether it is registered for the FAPI 2.0 Security Profile. */
    boolean isFapi() {
        return name().startsWith("FAPI_");
    }

    /** Whether what it needs is on this machine. */
    boolean isInstalled() {
        return switch (this) {
            case OPENID_CLIENT, FAPI_OPENID_CLIENT, FAPI_OAUTH4WEBAPI -> isInstalled("node_modules/openid-client");
            case AUTHLIB -> isInstalled("python/authlib");
            case GO -> WITH_GO;
            case SPRING, QUARKUS, FAPI_NIMBUS -> true;
        };
    }

    private static boolean isInstalled(String directory) {
        return Files.exists(PACKAGES.resolve("complete")) && Files.isDirectory(PACKAGES.resolve(directory));
    }

    /** The path of the redirect URI. */
    String redirectPath() {
        return switch (this) {
            case QUARKUS -> "/login";
            case SPRING -> "/login/oauth2/code/doorway";
            default -> "/callback";
        };
    }

    /** The page that starts a login. */
    String loginPath() {
        return switch (this) {
            case SPRING -> "/oauth2/authorization/doorway";
            case QUARKUS -> "/accounts";
            default -> "/login";
        };
    }

    /** The page that renews the tokens and shows the person's name. */
    String refreshPath() {
        return this == QUARKUS ? "/accounts" : "/refresh";
    }

    /** Whether its logout is a POST. */
    boolean logsOutByPost() {
        return this == SPRING || this == QUARKUS;
    }

    /**
     * The command that serves it.
     *
     * @param directory for its files
     * @param port where it listens
     */
    List<String> command(Path directory, int port) throws IOException {
        return switch (this) {
            case OPENID_CLIENT, FAPI_OPENID_CLIENT, FAPI_OAUTH4WEBAPI -> node(directory);
            case AUTHLIB -> List.of("python3", "-m", "flask", "--app", "authlib_website", "run", "--port", "" + port);
            case GO -> go(directory);
            case SPRING -> java(SpringSite.class, loginFile().toString());
            case FAPI_NIMBUS -> java(NimbusSite.class);
            case QUARKUS -> quarkus(port);
        };
    }

    /** What is added to the environment of the command. */
    Map<String, String> environment() {
        return switch (this) {
            case AUTHLIB ->
                Map.of(
                        "PYTHONPATH",
                        PACKAGES.resolve("python") + File.pathSeparator + EXAMPLES,
                        "PYTHONDONTWRITEBYTECODE",
                        "1");
            // The tokens are renewed at each request.
            case QUARKUS -> Map.of("QUARKUS_OIDC_TOKEN_REFRESH_TOKEN_TIME_SKEW", "1H");
            default -> Map.of();
        };
    }

    private List<String> node(Path directory) throws IOException {
        Path program = Files.copy(PROGRAMS.resolve("website.mjs"), directory.resolve("website.mjs"));
        Path example = Files.copy(file(), directory.resolve(file));
        Files.createSymbolicLink(directory.resolve("node_modules"), PACKAGES.resolve("node_modules"));
        return List.of("node", program.toString(), example.toString());
    }

    private List<String> go(Path directory) throws IOException {
        for (String copied : List.of("go.mod", "go.sum")) {
            Files.copy(EXAMPLES.resolve(copied), directory.resolve(copied));
        }
        Files.copy(PROGRAMS.resolve("main.go"), directory.resolve("main.go"));
        Files.copy(file(), Files.createDirectory(directory.resolve("website")).resolve(file));
        return List.of("go", "run", "-C", directory.toString(), ".");
    }

    private static List<String> java(Class<?> program, String... arguments) {
        return Stream.of(
                        List.of(jvm(), "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")),
                        List.of(program.getName()),
                        List.of(arguments))
                .flatMap(List::stream)
                .toList();
    }

    /** The demo bank with the settings of the example in place of its own. */
    private List<String> quarkus(int port) {
        List<String> command = new ArrayList<>(List.of(
                jvm(),
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.config.locations=" + file().toUri(),
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.oidc.authentication.par.enabled=false"));
        JavaProgram bank = JavaProgram.quarkus("quarkus", BANK);
        command.addAll(
                bank.arguments(bank.classPath().stream().map(Path::toString).toList()));
        return command;
    }

    private static String jvm() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
