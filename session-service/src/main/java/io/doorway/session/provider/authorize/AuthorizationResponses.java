package io.doorway.session.provider.authorize;

import com.nimbusds.openid.connect.sdk.OIDCError;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.session.login.complete.LoginProtocol;
import io.doorway.session.provider.client.Clients;
import io.doorway.session.provider.oauth.ChallengeBoundToken;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.par.PushedRequests;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.session.provider.request.CompletedRequests;
import io.doorway.session.provider.sso.BeginSession;
import io.doorway.session.provider.token.SubjectIdentifiers;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Authorization responses with a code (RFC 6749 section 4.1.2). */
@Singleton
class AuthorizationResponses implements LoginProtocol {
    private final CompletedRequests completedRequests;
    private final PushedRequests pushedRequests;
    private final Endpoints endpoints;
    private final ResponseAddresses addresses;
    private final Clients clients;
    private final SubjectIdentifiers subjects;
    private final BeginSession beginSession;
    private final RandomGenerator random;

    AuthorizationResponses(
            CompletedRequests completedRequests,
            PushedRequests pushedRequests,
            Endpoints endpoints,
            ResponseAddresses addresses,
            Clients clients,
            SubjectIdentifiers subjects,
            BeginSession beginSession,
            RandomGenerator random) {
        this.completedRequests = completedRequests;
        this.pushedRequests = pushedRequests;
        this.endpoints = endpoints;
        this.addresses = addresses;
        this.clients = clients;
        this.subjects = subjects;
        this.beginSession = beginSession;
        this.random = random;
    }

    @Override
    public AuthorizationResponse responseTo(ChallengeId login, LoginRequest request) {
        return new CodeResponse(login, AcceptedRequest.parse(request.authorizationRequest()));
    }

    private final class CodeResponse implements AuthorizationResponse {
        private final ChallengeId login;
        private final AcceptedRequest request;

        private CodeResponse(ChallengeId login, AcceptedRequest request) {
            this.login = login;
            this.request = request;
        }

        @Override
        public Uni<Boolean> reserve() {
            return completedRequests.reserve(request, login);
        }

        /** OpenID Connect Core section 3.1.2.2: nobody but the person of the {@code id_token_hint} is logged in. */
        @Override
        public Optional<URI> refusal(AccountId account) {
            return clients.find(request.client())
                    .filter(client -> !request.session()
                            .allows(subjects.of(account, client).getValue()))
                    .map(client -> addresses.of(
                            request.responseWith(OIDCError.LOGIN_REQUIRED, endpoints.issuer()), request.client()));
        }

        @Override
        public Uni<Optional<BrowserSession>> beginSession(Consumed completed, @Nullable String sessionCookie) {
            return beginSession.begin(completed, sessionCookie);
        }

        @Override
        public SecretText newCode() {
            return ChallengeBoundToken.random(login, random).text();
        }

        @Override
        public URI redirectUri(SecretText code) {
            return addresses.of(request.responseWith(code, endpoints.issuer()), request.client());
        }

        /** A pushed request cannot begin another login (RFC 9126 section 4). */
        @Override
        public Uni<Void> end() {
            return request.requestUri() == null
                    ? Uni.createFrom().voidItem()
                    : pushedRequests.complete(request.requestUri()).onFailure().recoverWithNull();
        }
    }
}
