package io.doorway.session.provider.backchannel;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import io.doorway.login.backchannel.PendingRequests;
import io.doorway.protocol.challenge.BackchannelRequest;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.secret.SecretBytes;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.protocol.vocabulary.Browser;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.Route;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.session.provider.client.RegisteredClient;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.oauth.RequestParameters;
import io.doorway.session.provider.oauth.ScopeClaims;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.session.provider.request.AuthorizationChecks;
import io.doorway.session.provider.request.AuthorizationChecks.Channel;
import io.doorway.session.provider.request.AuthorizationChecks.RequestDecision;
import io.doorway.session.provider.request.RequestedClaims;
import io.doorway.session.provider.request.RequestedScope;
import io.doorway.session.provider.request.RequiredAcr;
import io.doorway.session.provider.request.SessionTerms;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Transitions;
import io.doorway.web.refusal.Actor;
import io.doorway.web.trace.LoginTrace;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Creates the challenge of a request for a known account, which the phones of the account list. */
@Singleton
class StartBackchannelLogin {
    /** What a person is shown in place of a browser. */
    static final String NO_BROWSER = "no browser";

    private static final Duration MIN_EXPIRES_IN = Duration.ofSeconds(10);

    /** After the approval, the client asks each few seconds, or when it is notified. */
    private static final Timing TIMING =
            new Timing(Timing.DEFAULT.scanWithin(), Timing.DEFAULT.decideWithin(), Duration.ofSeconds(60));

    private static final int BYTES = 32;
    private static final int REQUEST_ID_BYTES = 16;

    /** What a request may say beside the parameters of CIBA; the rest of an authorization request is about a browser. */
    private static final List<String> OF_THE_AUTHORIZATION =
            List.of("scope", "acr_values", "claims", "action", "action_message", "authorization_details", "resource");

    private final HintedAccount hintedAccount;
    private final AuthorizationChecks checks;
    private final RequiredAcr requiredAcr;
    private final ScopeClaims scopeClaims;
    private final RequestIds requestIds;
    private final PendingRequests pendingRequests;
    private final ChallengeStore store;
    private final Transitions transitions;
    private final BackchannelConfig config;
    private final Endpoints endpoints;
    private final LoginTrace trace;
    private final RandomGenerator random;

    StartBackchannelLogin(
            HintedAccount hintedAccount,
            AuthorizationChecks checks,
            RequiredAcr requiredAcr,
            ScopeClaims scopeClaims,
            RequestIds requestIds,
            PendingRequests pendingRequests,
            ChallengeStore store,
            Transitions transitions,
            BackchannelConfig config,
            Endpoints endpoints,
            LoginTrace trace,
            RandomGenerator random) {
        this.hintedAccount = hintedAccount;
        this.checks = checks;
        this.requiredAcr = requiredAcr;
        this.scopeClaims = scopeClaims;
        this.requestIds = requestIds;
        this.pendingRequests = pendingRequests;
        this.store = store;
        this.transitions = transitions;
        this.config = config;
        this.endpoints = endpoints;
        this.trace = trace;
        this.random = random;
    }

    /** The answer to the client. */
    sealed interface Started {
        /** @param expiresIn until when the person can decide */
        record Accepted(SecretText requestId, Duration expiresIn) implements Started {}

        /** @param actor the client, and the account if that is why */
        record Refused(ErrorObject error, RefusalReason reason, Actor actor) implements Started {}
    }

    /** A request that passed every check. */
    private record CheckedRequest(
            ChallengeId id,
            AccountId account,
            RegisteredClient client,
            RequestParameters parameters,
            AuthenticationRequest request,
            Action action,
            Duration expiresIn) {}

    /** @param parameters of the request, or of its signed request object */
    Uni<Started> start(RegisteredClient client, RequestParameters parameters, Actor actor) {
        Optional<ErrorObject> refusal = BackchannelChecks.refusal(parameters, client);
        if (refusal.isPresent()) {
            return refused(refusal.get(), actor);
        }
        Optional<AccountId> account = hintedAccount.of(parameters, client);
        if (account.isEmpty()) {
            return refused(HintedAccount.unknown(client), actor);
        }
        ChallengeId id = ChallengeId.random(random);
        return switch (checks.check(authorization(id, client, parameters), client, Channel.PUSHED)) {
            case RequestDecision.Refused refused -> refused(refused.error().setHTTPStatusCode(400), actor);
            case RequestDecision.Accepted accepted
            when !HintedAccount.isAllowedBy(RequestedClaims.subjects(accepted.request()), account.get(), client) ->
                refused(HintedAccount.otherSubject(client), actor);
            case RequestDecision.Accepted accepted ->
                admit(
                        new CheckedRequest(
                                id,
                                account.get(),
                                client,
                                parameters,
                                accepted.request(),
                                accepted.action(),
                                expiresIn(parameters)),
                        actor);
        };
    }

    /**
     * The request as that of an authorization code, so that the checks of one hold for it. No client can send it: the address is none that a
     * client may register, and the code and its verifier stay in this service.
     */
    private RequestParameters authorization(ChallengeId id, RegisteredClient client, RequestParameters parameters) {
        Map<String, List<String>> sent = new TreeMap<>(parameters.withValue().all());
        sent.keySet().retainAll(OF_THE_AUTHORIZATION);
        return new RequestParameters(sent)
                .with("client_id", client.id().value())
                .with("response_type", "code")
                .with("redirect_uri", endpoints.at(Endpoints.BACKCHANNEL).toString())
                .with("prompt", "login")
                .with(
                        "code_challenge",
                        CodeChallenge.compute(CodeChallengeMethod.S256, requestIds.verifier(id))
                                .getValue())
                .with("code_challenge_method", "S256");
    }

    private Uni<Started> admit(CheckedRequest request, Actor actor) {
        return pendingRequests
                .admit(request.account(), request.client().id(), request.id(), request.expiresIn(), config.bounds())
                .chain(admission -> switch (admission) {
                    case ADMITTED ->
                        store.now()
                                .chain(now -> transitions.create(Created.create(
                                        request.id(),
                                        loginRequest(request, actor, now),
                                        SecretBytes.random(random, BYTES))))
                                .replaceWith(
                                        () -> new Started.Accepted(requestIds.of(request.id()), request.expiresIn()));
                    case SUSPENDED -> limited("The request was denied", request, actor);
                    case TOO_MANY ->
                        limited("The account has too many requests: wait until some have ended", request, actor);
                });
    }

    /** The same for an account that does not exist, which has the same limits. */
    private static Uni<Started> limited(String description, CheckedRequest request, Actor actor) {
        return Uni.createFrom()
                .item(new Started.Refused(
                        OAuth2Error.ACCESS_DENIED.setDescription(description),
                        RefusalReason.RATE_LIMITED,
                        actor.with(null, request.account())));
    }

    private LoginRequest loginRequest(CheckedRequest checked, Actor actor, Instant now) {
        RegisteredClient client = checked.client();
        AuthenticationRequest request = checked.request();
        RequestedScope scope = RequestedScope.of(request, checked.action(), client, scopeClaims);
        AcceptedRequest accepted = AcceptedRequest.of(
                        Base64Url.random(random, REQUEST_ID_BYTES),
                        request,
                        scope,
                        SessionTerms.of(request, null, false),
                        null)
                .notifiedWith(notificationToken(checked));
        Acr required = requiredAcr.of(client, request, checked.action());
        boolean passkey = Objects.requireNonNull(client.backchannel()).passkeyRequired() && !required.needsPasskey();
        return new LoginRequest(
                accepted.text(),
                client.relyingParty(),
                checked.action(),
                scope.claims(),
                passkey ? Acr.PASSKEY : required,
                CheckPolicy.NEVER,
                // Nobody has this cookie or this key, and "shared" keeps it from becoming a known browser.
                new Browser(
                        Base64Url.random(random, BYTES),
                        Base64Url.random(random, BYTES),
                        actor.source(),
                        null,
                        NO_BROWSER,
                        null,
                        true),
                Route.BACKCHANNEL,
                TIMING,
                now,
                trace.current(),
                new BackchannelRequest(
                        checked.account(),
                        checked.parameters().single("binding_message").orElse(null),
                        checked.expiresIn()));
    }

    private static @Nullable SecretText notificationToken(CheckedRequest checked) {
        return checked.client().isNotifiedOfRequests()
                ? checked.parameters()
                        .single("client_notification_token")
                        .map(SecretText::of)
                        .orElseThrow()
                : null;
    }

    /** Section 7.1, {@code requested_expiry}, within bounds. */
    private static Duration expiresIn(RequestParameters parameters) {
        return parameters
                .single("requested_expiry")
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(wanted -> Collections.max(List.of(wanted, MIN_EXPIRES_IN)))
                .map(wanted -> Collections.min(List.of(wanted, BackchannelRequest.MAX_EXPIRES_IN)))
                .orElse(BackchannelRequest.MAX_EXPIRES_IN);
    }

    private static Uni<Started> refused(ErrorObject error, Actor actor) {
        return Uni.createFrom().item(new Started.Refused(error, RefusalReason.INVALID_REQUEST, actor));
    }
}
