package io.doorway.local;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.clients.operator.OperatorClient;
import io.doorway.clients.operator.OperatorClient.OperatorRefusedException;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.TraceReference;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Prints the last errors that a relying party's requests were answered with, and how to fix each. It searches the audit for each of its
 * attempts, so that refusals of browsers and phones, however many, hide none.
 */
@Command(
        name = "doctor",
        description = "Prints the last errors of a client's requests, and how to fix each.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** The longest page of the audit. */
    private static final int MAX_LAST = 200;

    private static final int MAX_DAYS = 3650;

    /** What a client attempts, and the endpoint where it does. */
    private static final Map<String, String> ENDPOINTS = Map.of(
            "authorize", "authorization or logout endpoint",
            "push", "PAR, device authorization or CIBA endpoint",
            "redeem", "token or revocation endpoint",
            "read_claims", "userinfo or introspection endpoint");

    private final InstantSource clock;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "CLIENT_ID", description = "The client_id of the registration.")
    private @Nullable String client;

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many errors, 1 to 200 (default: ${DEFAULT-VALUE}).")
    private int last;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "How many days back the audit is searched, 1 to 3650 (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--audit",
            paramLabel = "URL",
            description = "The origin of another Doorway (default: the running local platform).")
    private @Nullable URI audit;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:DOORWAY_TOKEN}",
            description =
                    "With --audit, an operator's JWT with the role security (default: the environment variable DOORWAY_TOKEN).")
    private @Nullable String token;

    DoctorCommand() {
        this(InstantSource.system());
    }

    /** @param clock of the days that the audit is searched back */
    DoctorCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        ClientId id = ClientId.parse(requireNonNull(client, "picocli requires it"))
                .orElseThrow(() -> new LocalPlatformException("not a client_id: '%s'".formatted(client)));
        requireBetween("--last", last, MAX_LAST);
        requireBetween("--days", days, MAX_DAYS);
        OperatorClient operator = operator();
        Instant since = clock.instant().minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
        List<JsonNode> errors = ENDPOINTS.keySet().stream()
                .flatMap(attempt ->
                        events(operator, "attempt=%s&limit=%d&from=%s&client=%s".formatted(attempt, last, since, id)))
                .map(event -> event.at("/unmapped/doorway"))
                .sorted(Comparator.comparing((JsonNode event) ->
                                Instant.parse(event.path("at").asText()))
                        .reversed())
                .limit(last)
                .toList();
        if (errors.isEmpty()) {
            if (events(operator, "limit=1&client=" + id).findAny().isEmpty()) {
                throw new LocalPlatformException(
                        "no request of the client %s is known: compare it with the client_id of the registration"
                                .formatted(id));
            }
            out().printf(
                            "%s: no errors in the last %d days, since %s (--days N looks further back)%n",
                            id, days, since);
            return 0;
        }
        errors.forEach(this::print);
        out().printf("%d errors; searched back to %s%n", errors.size(), since);
        return 0;
    }

    private void requireBetween(String option, int value, int max) {
        if (value < 1 || value > max) {
            throw new ParameterException(
                    requireNonNull(spec, "picocli injects it").commandLine(), option + ": expected 1 to " + max);
        }
    }

    private OperatorClient operator() {
        HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
        if (audit == null) {
            RunningPlatform platform = RunningPlatform.find();
            return new OperatorClient(http, URI.create(platform.gateway()), platform.operatorToken("security"));
        }
        if (token == null || token.isBlank()) {
            throw new ParameterException(
                    requireNonNull(spec, "picocli injects it").commandLine(),
                    "--audit requires --token or the environment variable DOORWAY_TOKEN");
        }
        if (audit.getHost() == null) {
            throw new LocalPlatformException("not the origin of a Doorway: " + audit);
        }
        return new OperatorClient(http, URI.create(audit.toString().replaceFirst("/+$", "")), token);
    }

    private static Stream<JsonNode> events(OperatorClient operator, String query) {
        try {
            return StreamSupport.stream(
                    operator.get("/audit/events?" + query).path("events").spliterator(), false);
        } catch (OperatorRefusedException e) {
            throw new LocalPlatformException(
                    e.status() == 401 || e.status() == 403
                            ? "the audit refuses the token: it has to be an operator's JWT with the role security"
                            : "the audit cannot be read: " + e.getMessage(),
                    e);
        } catch (UncheckedIOException e) {
            throw new LocalPlatformException("the audit does not answer", e);
        }
    }

    private void print(JsonNode event) {
        String error = event.path("error").asText();
        String reason = event.path("reason").asText();
        out().printf(
                        "%s  %s  %s%s%n",
                        event.path("at").asText(),
                        ENDPOINTS.get(event.path("attempt").asText()),
                        error.isEmpty() ? reason : error,
                        reference(event.path("traceparent").asText()));
        if (event.hasNonNull("error_detail")) {
            out().printf("    what:  %s%n", event.get("error_detail").asText());
        }
        out().printf("    to do: %s%n", remedy(reason, error));
    }

    /** What the error page of a request shows. */
    private static String reference(String traceparent) {
        return TraceReference.of(traceparent)
                .map(reference -> "  reference " + reference)
                .orElse("");
    }

    /** What its developer does about a refusal. */
    private static String remedy(String reason, String error) {
        if (error.equals("insufficient_user_authentication")) {
            return "start a login with the acr_values and max_age of the answer (docs/relying-parties.md, step-up)";
        }
        return switch (reason) {
            case "client_not_authenticated" ->
                "compare client_id, secret or key, and token_endpoint_auth_method with the registration (docs/client-libraries.md has the setting of each library)";
            case "invalid_request" -> "change the request, or the registration (docs/relying-parties.md), as it says";
            case "wrong_code" ->
                "redeem each code once, with the client_id, redirect_uri and code_verifier of its authorization request; an auth_req_id or a device_code once, with its client_id; and the refresh token of the last response, with its DPoP key or certificate";
            case "replayed" ->
                "send each code, assertion and proof once; a public client keeps the refresh token of the last response";
            case "expired" -> "redeem the code at once, and start a new login when a token has expired";
            case "session_ended", "store_changed", "credential_not_active", "account_not_active" ->
                "start a new login: this one has ended";
            case "rate_limited" -> "send fewer requests, and wait as Retry-After says (docs/limits.md)";
            default -> "start a new login";
        };
    }

    private PrintWriter out() {
        return requireNonNull(spec, "picocli injects it").commandLine().getOut();
    }
}
