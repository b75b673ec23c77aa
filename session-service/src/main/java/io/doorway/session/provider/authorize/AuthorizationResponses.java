package io.doorway.session.provider.authorize;

import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.session.login.complete.LoginProtocol;
import io.doorway.session.provider.oauth.ChallengeBoundToken;
import io.doorway.session.provider.oauth.Endpoints;
import io.doorway.session.provider.par.PushedRequests;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.session.provider.request.AcceptedRequests;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Authorization responses with a code (RFC 6749 section 4.1.2). */
@ApplicationScoped
class AuthorizationResponses implements LoginProtocol {
    private final AcceptedRequests requests;
    private final PushedRequests pushedRequests;
    private final Endpoints endpoints;
    private final RandomGenerator random;

    AuthorizationResponses(
            AcceptedRequests requests, PushedRequests pushedRequests, Endpoints endpoints, RandomGenerator random) {
        this.requests = requests;
        this.pushedRequests = pushedRequests;
        this.endpoints = endpoints;
        this.random = random;
    }

    @Override
    public Uni<Optional<AuthorizationResponse>> responseTo(String requestHandle, ChallengeId login) {
        return requests.find(requestHandle)
                .map(found -> found.map(request -> new CodeResponse(
                        request, ChallengeBoundToken.random(login, random).text())));
    }

    private final class CodeResponse implements AuthorizationResponse {
        private final AcceptedRequest request;
        private final SecretText newCode;

        private CodeResponse(AcceptedRequest request, SecretText newCode) {
            this.request = request;
            this.newCode = newCode;
        }

        @Override
        public SecretText newCode() {
            return newCode;
        }

        @Override
        public URI redirectUri(SecretText code) {
            return request.redirectWith(code, endpoints.issuer());
        }

        /** A pushed request cannot begin another login (RFC 9126 section 4). */
        @Override
        public Uni<Void> end() {
            return request.requestUri() == null
                    ? Uni.createFrom().voidItem()
                    : pushedRequests.delete(request.requestUri()).onFailure().recoverWithNull();
        }
    }
}
