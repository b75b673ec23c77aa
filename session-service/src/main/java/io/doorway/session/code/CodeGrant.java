package io.doorway.session.code;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.doorway.edge.refusal.Refusals;
import io.doorway.edge.session.SessionId;
import io.doorway.edge.trace.LoginTrace;
import io.doorway.protocol.challenge.Consumed;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.RefusalReason;
import io.doorway.session.client.RegisteredClient;
import io.doorway.session.code.CodeChecks.Case;
import io.doorway.session.request.AcceptedRequest;
import io.doorway.session.request.AcceptedRequests;
import io.doorway.session.standing.Standing;
import io.doorway.session.token.AccessToken;
import io.doorway.session.token.BoundSecret;
import io.doorway.session.token.Grant;
import io.doorway.session.token.IdTokens;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Loaded;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Trades an authorization code for tokens.
 *
 * <p>A code is good for one presentation, whatever comes of it. A wrong verifier or another client means that somebody has a code
 * that is not theirs; burning it costs an honest client nothing, since it would send the right one, and costs a thief everything.
 * A second presentation revokes what the first one gave (RFC 6749 section 4.1.2), for one of the two was not the client.
 */
@ApplicationScoped
class CodeGrant implements Grant {
    private final ChallengeStore challenges;
    private final AcceptedRequests requests;
    private final Standing standing;
    private final Presentations presentations;
    private final SessionEvents events;
    private final Entitlements entitlements;
    private final IdTokens idTokens;
    private final Refusals refusals;
    private final LoginTrace trace;
    private final RandomGenerator random;

    CodeGrant(
            ChallengeStore challenges,
            AcceptedRequests requests,
            Standing standing,
            Presentations presentations,
            SessionEvents events,
            Entitlements entitlements,
            IdTokens idTokens,
            Refusals refusals,
            LoginTrace trace,
            RandomGenerator random) {
        this.challenges = challenges;
        this.requests = requests;
        this.standing = standing;
        this.presentations = presentations;
        this.events = events;
        this.entitlements = entitlements;
        this.idTokens = idTokens;
        this.refusals = refusals;
        this.trace = trace;
        this.random = random;
    }

    @Override
    public GrantType type() {
        return GrantType.AUTHORIZATION_CODE;
    }

    @Override
    public Uni<TokenResponse> trade(RegisteredClient client, AuthorizationGrant grant, String source) {
        AuthorizationCodeGrant asked = (AuthorizationCodeGrant) grant;
        Asker asker = new Asker(client, source);
        return BoundSecret.parse(asked.getAuthorizationCode().getValue())
                .map(code -> presentations
                        .find(code)
                        .chain(mark ->
                                mark.isPresent() ? replayed(asker, code, mark.get()) : first(asker, asked, code)))
                .orElseGet(() -> unknown(asker));
    }

    /** Who presents. */
    private record Asker(RegisteredClient client, String source) {
        Refusals.Who who() {
            return new Refusals.Who(source, null, client.id(), null, null, null);
        }
    }

    private Uni<TokenResponse> first(Asker asker, AuthorizationCodeGrant asked, BoundSecret code) {
        return challenges.load(code.challenge()).chain(found -> {
            Optional<Consumed> login = found.flatMap(loaded -> loginOf(loaded, code));
            return login.isEmpty()
                    ? unknown(asker)
                    : trace.within(
                            login.get().asked().traceparent(),
                            "redeem",
                            () -> present(asker, asked, code, found.get(), login.get()));
        });
    }

    /** The login that the code is the answer of; compared in constant time. */
    private static Optional<Consumed> loginOf(Loaded loaded, BoundSecret code) {
        return loaded.challenge() instanceof Consumed consumed
                        && consumed.consumption().code().equals(code.text())
                ? Optional.of(consumed)
                : Optional.empty();
    }

    private Uni<TokenResponse> present(
            Asker asker, AuthorizationCodeGrant asked, BoundSecret code, Loaded loaded, Consumed login) {
        return Uni.combine()
                .all()
                .unis(requests.find(login.asked().request()), standing.lost(login.id(), login.scan()))
                .asTuple()
                .chain(known -> {
                    if (known.getItem1().isEmpty()) {
                        return refused(asker, code, login, RefusalReason.EXPIRED);
                    }
                    AcceptedRequest request = known.getItem1().get();
                    Case presented = new Case(asker.client(), asked, login, request, loaded.now(), loaded.sameStore());
                    return CodeChecks.refusal(presented)
                            .or(known::getItem2)
                            .map(reason -> refused(asker, code, login, reason))
                            .orElseGet(() -> redeem(asker, code, login, request));
                });
    }

    private Uni<TokenResponse> redeem(Asker asker, BoundSecret code, Consumed login, AcceptedRequest request) {
        BoundSecret bearer = BoundSecret.random(code.challenge(), random);
        AccessToken token = entitlements.of(asker.client(), login, request);
        Presentation mark = mark(login, bearer.key(AccessToken.KIND));
        return presentations
                .redeem(
                        code,
                        login.consumption().at().plus(CodeChecks.LIFE),
                        mark,
                        bearer,
                        token,
                        events.tokensIssued(login, token, asker.source()))
                .chain(result -> switch (result) {
                    case DONE -> Uni.createFrom().item(tokens(asker.client(), token, bearer, login, request));
                    case LATE -> refused(asker, code, login, RefusalReason.EXPIRED);
                    case FENCED -> refused(asker, code, login, RefusalReason.STORE_CHANGED);
                    case PRESENTED, REFUSED ->
                        presentations
                                .find(code)
                                .chain(other ->
                                        other.isPresent() ? replayed(asker, code, other.get()) : unknown(asker));
                });
    }

    private TokenResponse tokens(
            RegisteredClient client, AccessToken token, BoundSecret bearer, Consumed login, AcceptedRequest request) {
        BearerAccessToken accessToken =
                new BearerAccessToken(bearer.text().open(), AccessToken.LIFE.toSeconds(), Scope.parse(token.scope()));
        return new OIDCTokenResponse(new OIDCTokens(
                idTokens.issue(client, token, accessToken, login.approval(), request), accessToken, null));
    }

    private Uni<TokenResponse> replayed(Asker asker, BoundSecret code, Presentation mark) {
        refusals.record(
                Attempt.REDEEM,
                RefusalReason.REPLAYED,
                asker.who().on(code.challenge()).with(null, mark.account()));
        return presentations
                .revoke(code, mark, events.codeReplayed(code.challenge(), mark, asker.source()))
                .replaceWith(CodeGrant::invalidGrant);
    }

    private Uni<TokenResponse> refused(Asker asker, BoundSecret code, Consumed login, RefusalReason reason) {
        refusals.record(
                Attempt.REDEEM,
                reason,
                Refusals.Who.at(asker.source())
                        .on(login)
                        .with(login.scan().credential(), login.scan().account()));
        return presentations.refuse(code, mark(login, null)).replaceWith(CodeGrant::invalidGrant);
    }

    private Uni<TokenResponse> unknown(Asker asker) {
        refusals.record(Attempt.REDEEM, RefusalReason.WRONG_CODE, asker.who());
        return Uni.createFrom().item(CodeGrant::invalidGrant);
    }

    private static Presentation mark(Consumed login, @Nullable String accessTokenKey) {
        return new Presentation(
                SessionId.of(login.id()),
                login.asked().relyingParty().id(),
                login.scan().account(),
                accessTokenKey,
                login.asked().traceparent());
    }

    /** One answer for every reason: the client can do nothing but begin again. */
    private static TokenResponse invalidGrant() {
        return new TokenErrorResponse(OAuth2Error.INVALID_GRANT);
    }
}
