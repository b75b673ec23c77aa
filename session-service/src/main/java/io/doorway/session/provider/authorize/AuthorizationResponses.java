package io.doorway.session.provider.authorize;

import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.session.login.complete.LoginProtocol;
import io.doorway.session.provider.oauth.ChallengeBoundToken;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.par.PushedRequests;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.session.provider.request.CompletedRequests;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.random.RandomGenerator;

/** Authorization responses with a code (RFC 6749 section 4.1.2). */
@ApplicationScoped
class AuthorizationResponses implements LoginProtocol {
    private final CompletedRequests completedRequests;
    private final PushedRequests pushedRequests;
    private final Endpoints endpoints;
    private final ResponseAddresses addresses;
    private final RandomGenerator random;

    AuthorizationResponses(
            CompletedRequests completedRequests,
            PushedRequests pushedRequests,
            Endpoints endpoints,
            ResponseAddresses addresses,
            RandomGenerator random) {
        this.completedRequests = completedRequests;
        this.pushedRequests = pushedRequests;
        this.endpoints = endpoints;
        this.addresses = addresses;
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

        @Override
        public SecretText newCode() {
            return ChallengeBoundToken.random(login, random).text();
        }

        @Override
        public URI redirectUri(SecretText code) {
            return addresses.of(request.responseWith(code, endpoints.issuer()));
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
