package io.doorway.session.provider.authorize;

import static io.doorway.store.redis.RedisScript.millis;

import io.doorway.login.ticket.LoginTicket;
import io.doorway.protocol.challenge.Approval;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.Consumption;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.secret.SecretBytes;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.session.provider.oauth.ChallengeBoundToken;
import io.doorway.session.provider.request.AcceptedRequest;
import io.doorway.session.provider.sso.LoginSessions.LoginSession;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisKeys;
import io.doorway.store.redis.RedisScript;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Authorization codes of sessions. A code is that of a consumed challenge, which has the approval of the session's login and the request that
 * the session answers. No phone has seen this challenge, so it has no events of a challenge; the redemption has its event.
 */
@Singleton
class SessionCodes {
    private static final RedisScript ISSUE = RedisScript.of(SessionCodes.class, "issue-session-code.lua");

    /** As long as any consumed challenge is stored. */
    private static final Duration STORED = Duration.ofMinutes(10);

    private static final long VERSION = 1;

    private final RedisCalls redis;
    private final RandomGenerator random;

    SessionCodes(RedisCalls redis, RandomGenerator random) {
        this.redis = redis;
        this.random = random;
    }

    /**
     * Stores the challenge and returns its code.
     *
     * @param login the id of the challenge
     * @param continued the request, with the session
     * @param now the time by the store's clock
     */
    Uni<SecretText> issue(
            ChallengeId login, LoginTicket ticket, AcceptedRequest continued, LoginSession session, Instant now) {
        SecretText code = ChallengeBoundToken.random(login, random).text();
        Consumed consumed = new Consumed(
                login,
                VERSION,
                request(ticket, continued, session.login().loginRequest(), now),
                SecretBytes.of(new byte[32]),
                session.login().scan(),
                unsigned(session.login().approval()),
                new Consumption(code, Check.NONE, now));
        List<String> arguments = List.of(Long.toString(VERSION), Json.write(consumed), millis(STORED));
        return ISSUE.run(redis, List.of(RedisKeys.challenge(login)), arguments).replaceWith(code);
    }

    private static LoginRequest request(
            LoginTicket ticket, AcceptedRequest continued, LoginRequest original, Instant now) {
        return new LoginRequest(
                continued.text(),
                ticket.relyingParty(),
                ticket.action(),
                ticket.claims(),
                ticket.acr(),
                ticket.checkPolicy(),
                original.browser(),
                original.route(),
                ticket.timing(),
                now,
                ticket.traceparent(),
                null);
    }

    /** The transcript that the phone signed named another request. */
    private static Approval unsigned(Approval approval) {
        return new Approval("", approval.acr(), approval.amr(), approval.claims(), approval.at());
    }
}
