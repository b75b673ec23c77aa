package io.doorway.session.provider.backchannel;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.ciba.CIBAGrant;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import io.doorway.login.backchannel.PendingRequests;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.challenge.BackchannelRequest;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Cancelled;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Expired;
import io.doorway.protocol.challenge.Challenge.Rejected;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.Consumption;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.session.provider.client.ClientCalls;
import io.doorway.session.provider.code.CodeGrantHandler;
import io.doorway.session.provider.oauth.ChallengeBoundToken;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.sso.BeginSession;
import io.doorway.session.provider.token.GrantHandler;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Outcome;
import io.doorway.store.TransitionDecision;
import io.doorway.store.Transitions;
import io.doorway.web.refusal.Refusals;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Answers a client that asks for the tokens of its request (OpenID Connect CIBA Core 1.0 sections 10.1 and 11). Its token request consumes the
 * approval in place of a browser, and redeems the code of the login by the checks of any code: once, and a replay revokes what was issued.
 */
@Singleton
class BackchannelGrantHandler implements GrantHandler {
    static final ErrorObject NOT_REGISTERED = OAuth2Error.UNAUTHORIZED_CLIENT.setDescription(
            "The client is not registered for CIBA: the operator adds urn:openid:params:grant-type:ciba to grant_types");
    private static final ErrorObject UNKNOWN =
            OAuth2Error.INVALID_GRANT.setDescription("The auth_req_id is unknown, or another client's");
    private static final ErrorObject EXPIRED = DeviceAuthorizationGrantError.EXPIRED_TOKEN.setDescription(
            "Nobody approved the request in time, or its tokens were not asked for in time");
    private static final ErrorObject REJECTED = denied("The person rejected the request");
    private static final ErrorObject ANSWERED =
            OAuth2Error.INVALID_GRANT.setDescription("The request was answered, and its tokens are sent once");
    private static final ErrorObject CANCELLED =
            denied("The request was cancelled, by a newer login of the account or the end of its device");
    private static final ErrorObject REVOKED = denied("The approval is not valid any more");

    private final RequestIds requestIds;
    private final BackchannelPolls polls;
    private final ChallengeStore challenges;
    private final Transitions transitions;
    private final RevocationList revocationList;
    private final PendingRequests pendingRequests;
    private final BeginSession beginSession;
    private final CodeGrantHandler codes;
    private final Refusals refusals;
    private final Endpoints endpoints;
    private final RandomGenerator random;

    BackchannelGrantHandler(
            RequestIds requestIds,
            BackchannelPolls polls,
            ChallengeStore challenges,
            Transitions transitions,
            RevocationList revocationList,
            PendingRequests pendingRequests,
            BeginSession beginSession,
            CodeGrantHandler codes,
            Refusals refusals,
            Endpoints endpoints,
            RandomGenerator random) {
        this.requestIds = requestIds;
        this.polls = polls;
        this.challenges = challenges;
        this.transitions = transitions;
        this.revocationList = revocationList;
        this.pendingRequests = pendingRequests;
        this.beginSession = beginSession;
        this.codes = codes;
        this.refusals = refusals;
        this.endpoints = endpoints;
        this.random = random;
    }

    @Override
    public GrantType type() {
        return GrantType.CIBA;
    }

    @Override
    public Uni<TokenResponse> exchange(GrantRequest request) {
        if (request.client().backchannel() == null) {
            return refused(NOT_REGISTERED);
        }
        String requestId = ((CIBAGrant) request.grant()).getAuthRequestID().getValue();
        return requestIds
                .parse(requestId)
                .map(challenges::load)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .chain(found -> found.filter(loaded -> isOf(loaded.challenge(), request))
                        .map(loaded -> paced(loaded, request))
                        .orElseGet(() -> {
                            refusals.record(
                                    Attempt.REDEEM, RefusalReason.WRONG_CODE, request.actor(), ClientCalls.of(UNKNOWN));
                            return refused(UNKNOWN);
                        }));
    }

    /** Section 11: a request of another client has the same answer as an unknown one. */
    private static boolean isOf(Challenge challenge, GrantRequest request) {
        return challenge.loginRequest().backchannel() != null
                && challenge
                        .loginRequest()
                        .relyingParty()
                        .id()
                        .equals(request.client().id());
    }

    private Uni<TokenResponse> paced(ChallengeSnapshot loaded, GrantRequest request) {
        boolean decided = !(loaded.challenge() instanceof Created || loaded.challenge() instanceof Scanned);
        return polls.admit(loaded.challenge().id(), decided)
                .chain(admitted -> admitted ? answer(loaded, request) : tooEarly(loaded.challenge()));
    }

    /**
     * Section 11: the tokens of a request are sent once. A copy of the request that was answered ends nothing. If they could not be sent, because
     * a store was not available, the client asks again.
     */
    private Uni<TokenResponse> tooEarly(Challenge challenge) {
        Uni<Boolean> answered = challenge instanceof Consumed consumed
                ? codes.isAnswered(consumed.consumption().code())
                : Uni.createFrom().item(false);
        return answered.chain(sent -> refused(sent ? ANSWERED : DeviceAuthorizationGrantError.SLOW_DOWN));
    }

    private Uni<TokenResponse> answer(ChallengeSnapshot loaded, GrantRequest request) {
        return switch (loaded.challenge()) {
            case Created created -> pending(loaded);
            case Scanned scanned -> pending(loaded);
            case Approved approved when loaded.overdue() -> expired();
            case Approved approved -> consume(loaded, approved, request);
            case Consumed consumed -> redeem(consumed, request);
            case Rejected rejected -> refused(REJECTED);
            case Cancelled cancelled -> refused(CANCELLED);
            case Expired expired -> expired();
        };
    }

    /** The same checks as for a browser that completes its login, see {@code CompleteLogin}. */
    private Uni<TokenResponse> consume(ChallengeSnapshot loaded, Approved approved, GrantRequest request) {
        ChallengeId id = approved.id();
        SecretText code = ChallengeBoundToken.random(id, random).text();
        return revocationList
                .firstRevoked(id, approved.scan())
                .chain(revoked -> revoked.isPresent()
                        ? denied(revoked.get(), approved, request)
                        : transitions
                                .change(loaded, Fence.SAME_STORE, snapshot -> decide(snapshot, code))
                                .chain(outcome -> switch (outcome) {
                                    case Outcome.Done<Consumed>(Consumed consumed) -> redeem(consumed, request);
                                    case Outcome.Refused<Consumed>(RefusalReason reason, Challenge last) ->
                                        denied(reason, last == null ? approved : last, request);
                                }));
    }

    private static TransitionDecision<Consumed> decide(ChallengeSnapshot loaded, SecretText code) {
        return switch (loaded.challenge()) {
            case Consumed consumed -> new TransitionDecision.Repeat<>(consumed);
            case Approved approved when loaded.overdue() -> new TransitionDecision.Refuse<>(RefusalReason.EXPIRED);
            case Approved approved
            when approved.check() == Check.NONE -> {
                Transition<Consumed> transition = approved.consume(new Consumption(code, Check.NONE, loaded.now()));
                yield new TransitionDecision.Change<>(transition, transition.next());
            }
            default -> new TransitionDecision.Refuse<>(RefusalReason.WRONG_STATE);
        };
    }

    /** A client that is informed of the end of its logins needs the session before it has tokens. */
    private Uni<TokenResponse> redeem(Consumed login, GrantRequest request) {
        BackchannelRequest backchannel = login.loginRequest().backchannel();
        return beginSession
                .begin(login, null)
                .chain(() -> backchannel == null
                        ? Uni.createFrom().voidItem()
                        : pendingRequests.remove(
                                backchannel.account(), request.client().id(), login.id()))
                .chain(() -> codes.exchange(new GrantRequest(
                        request.client(),
                        new AuthorizationCodeGrant(
                                new AuthorizationCode(login.consumption().code().open()),
                                endpoints.at(Endpoints.BACKCHANNEL),
                                requestIds.verifier(login.id())),
                        null,
                        request.resource(),
                        request.confirmation(),
                        request.actor())));
    }

    private static Uni<TokenResponse> pending(ChallengeSnapshot loaded) {
        return loaded.overdue() ? expired() : refused(DeviceAuthorizationGrantError.AUTHORIZATION_PENDING);
    }

    private static Uni<TokenResponse> expired() {
        return refused(EXPIRED);
    }

    private Uni<TokenResponse> denied(RefusalReason reason, Challenge login, GrantRequest request) {
        ErrorObject error = reason == RefusalReason.EXPIRED ? EXPIRED : REVOKED;
        refusals.record(Attempt.REDEEM, reason, request.actor().on(login), ClientCalls.of(error));
        return refused(error);
    }

    /** RFC 6749 section 5.2; the library's own status is that of a resource. */
    private static ErrorObject denied(String description) {
        return OAuth2Error.ACCESS_DENIED.setDescription(description).setHTTPStatusCode(HTTPResponse.SC_BAD_REQUEST);
    }

    private static Uni<TokenResponse> refused(ErrorObject error) {
        return Uni.createFrom().item(new TokenErrorResponse(error));
    }
}
