package io.doorway.e2e.libraries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.IssuedChallenge;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.servers.ChildProcess;
import io.doorway.servers.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** An example that runs as a website of its own, with a browser that visits it, and Doorway, as one person does. */
final class RunningWebsite implements AutoCloseable {

    /** The client of {@code clients.yaml} that the FAPI 2.0 Security Profile is required of, and the key that it is registered with. */
    private static final String FAPI_CLIENT = "fapi-website";

    private static final Path FAPI_KEY = Path.of("src/test/websites/fapi-key.json");
    private static final int FAPI_PORT = 18392;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExampleWebsite example;
    private final String client;
    private final ChildProcess process;
    private final HeadlessBrowser browser;
    private final HeadlessBrowser atDoorway = TestPlatform.browser();

    private RunningWebsite(ExampleWebsite example, String client, ChildProcess process, URI site) {
        this.example = example;
        this.client = client;
        this.process = process;
        this.browser = new HeadlessBrowser(TestPlatform.HTTP, site);
    }

    /**
     * Registers a client for the example and starts its website.
     *
     * @param directory for its files
     */
    static RunningWebsite start(ExampleWebsite example, Path directory) throws IOException, InterruptedException {
        int port = example.isFapi() ? FAPI_PORT : Ports.free();
        URI site = URI.create("http://localhost:" + port);
        Map<String, String> environment = new HashMap<>(example.environment());
        environment.put("DOORWAY", TestPlatform.issuer().toString());
        environment.put("SITE", site.toString());
        if (example.isFapi()) {
            environment.put("CLIENT_ID", FAPI_CLIENT);
            environment.put("CLIENT_KEY", Files.readString(FAPI_KEY));
        } else {
            JsonNode registered = register(site, site.resolve(example.redirectPath()), example.idTokenAlgorithm());
            environment.put("CLIENT_ID", registered.get("client_id").asText());
            environment.put("CLIENT_SECRET", registered.get("client_secret").asText());
        }
        ChildProcess process =
                new ChildProcess(example.command(directory, port), environment, directory.resolve("log"));
        process.start();
        RunningWebsite website = new RunningWebsite(example, environment.get("CLIENT_ID"), process, site);
        try {
            Awaitility.await()
                    .alias(example.name())
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> !process.running() || Ports.isOpen(port));
            if (!process.running()) {
                throw new IllegalStateException(process.diagnosis());
            }
            return website;
        } catch (RuntimeException e) {
            website.close();
            throw e;
        }
    }

    /** Registers a client as its developer does, by a request (RFC 7591). */
    static JsonNode register(URI site, URI redirectUri) throws IOException, InterruptedException {
        return register(site, redirectUri, "ES256");
    }

    private static JsonNode register(URI site, URI redirectUri, String idTokenAlgorithm)
            throws IOException, InterruptedException {
        Map<String, Object> metadata = Map.of(
                "client_name",
                "Website at " + site.getPort(),
                "redirect_uris",
                List.of(redirectUri),
                "post_logout_redirect_uris",
                List.of(site.resolve("/")),
                "grant_types",
                List.of("authorization_code", "refresh_token"),
                "scope",
                "openid profile offline_access",
                "id_token_signed_response_alg",
                idTokenAlgorithm);
        HttpRequest request = HttpRequest.newBuilder(TestPlatform.issuer().resolve("/oauth2/register"))
                .header("Authorization", "Bearer " + TestPlatform.platform().operatorToken("registration"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(metadata)))
                .build();
        HttpResponse<String> response = TestPlatform.HTTP.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new IllegalStateException("not registered: " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** Its {@code client_id}. */
    String client() {
        return client;
    }

    /** Logs in with the phone; returns the page that the website shows then. */
    String login(HeadlessPhone phone) {
        URI authorization = leadsAway(browser.send("GET", example.loginPath(), Map.of()));
        IssuedChallenge challenge = atDoorway.start(atDoorway.open(authorization));
        String id = challenge.challengeId();
        String code = phone.approve(
                        phone.scan(() -> atDoorway.frames(id).current().content()))
                .code();
        return shown(browser.sendGet(code == null ? atDoorway.complete(id) : atDoorway.completeWithCode(id, code)));
    }

    /** Has the website renew its tokens; returns the page that it shows then. */
    String refresh() {
        return shown(browser.send("GET", example.refreshPath(), Map.of()));
    }

    /** The home page. */
    String home() {
        return shown(browser.send("GET", "/", Map.of()));
    }

    /** Logs out at the website and at Doorway; returns the page of the website to which Doorway redirects. */
    String logout() {
        BrowserResponse response = example.logsOutByPost()
                ? browser.send(
                        "POST",
                        "/logout",
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        example == ExampleWebsite.SPRING
                                ? browser.send("GET", "/csrf", Map.of()).body()
                                : "")
                : browser.send("GET", "/logout", Map.of());
        URI back = target(atDoorway.sendGet(leadsAway(response)));
        return shown(browser.sendGet(back));
    }

    /** Follows the redirects within the website; returns the address that leads to Doorway. */
    private URI leadsAway(BrowserResponse response) {
        URI target = target(response);
        while (target.getPort() != TestPlatform.issuer().getPort()) {
            target = target(browser.sendGet(target));
        }
        return target;
    }

    private String shown(BrowserResponse response) {
        BrowserResponse last = response;
        while (last.status() / 100 == 3) {
            last = browser.sendGet(target(last));
        }
        return last.body();
    }

    private URI target(BrowserResponse response) {
        return response.headers()
                .firstValue("Location")
                .map(URI::create)
                .orElseThrow(() -> new AssertionError(
                        "%s: %d %s%n%s".formatted(example, response.status(), response.body(), process.diagnosis())));
    }

    @Override
    public void close() {
        process.kill();
    }
}
