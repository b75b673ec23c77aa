package io.doorway.approval.message;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.approval.answer.Result;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.credential.Credentials;
import io.doorway.approval.message.MessageChecks.Received;
import io.doorway.login.jws.StrictJws;
import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.FrameSource;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.web.config.Issuer;
import io.doorway.web.limit.RateLimits;
import io.doorway.web.refusal.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Verifies messages of phones: finds the key that must have signed, and applies {@link MessageChecks}. */
@Singleton
public class SignedMessages {
    private static final int MAX_LENGTH = 12 * 1024;
    private static final Set<String> P256_KEY = Set.of("kty", "crv", "x", "y");

    private final Credentials credentials;
    private final String issuer;
    private final RateLimits limits;

    SignedMessages(Credentials credentials, Issuer issuer, RateLimits limits) {
        this.credentials = credentials;
        this.issuer = issuer.toString();
        this.limits = limits;
    }

    /**
     * A verified message of a phone that is not enrolled yet, signed by the key that it enrols.
     *
     * @param key that key, public and on P-256
     * @param enrolmentCode the enrolment code as it was sent; the empty string if the kind has none
     * @param answer the answer of the invitation as it was sent, or the empty string
     * @param name the device's name as it was sent; the empty string if the kind has none
     */
    public record EnrolmentMessage(ECKey key, String enrolmentCode, String answer, String name) {

        /** Without code and answer, which are secrets until they are used. */
        @Override
        public String toString() {
            return "EnrolmentMessage[" + name + "]";
        }
    }

    /**
     * Verifies a message of an enrolled phone. Before, it is rate limited by its source, as a message of the key that it names: a
     * genuine phone is heard also where an attacker sends forgeries from the same address. Most kinds are also rate limited by credential
     * and account here; a scan is by {@link #limitScan}, an approval by {@link #limitApproval}, and a call with a nonce once its nonce is
     * redeemed.
     *
     * @param attempt what is rate limited
     * @param compact the message as it was sent
     * @param sender what is known of the sender before the signature is verified
     * @return the message, or a refusal; fails with {@code 429} if a limit is exceeded
     */
    public Uni<Result<SignedMessage>> verify(Attempt attempt, MessageKind kind, String compact, Actor sender) {
        return verify(attempt, kind, compact, sender, credentials::find);
    }

    /**
     * The same.
     *
     * @param find finds the credential of the message, which is not verified yet; called when the limits of the source have capacity
     */
    public Uni<Result<SignedMessage>> verify(
            Attempt attempt,
            MessageKind kind,
            String compact,
            Actor sender,
            Function<CredentialId, Uni<Optional<Credential>>> find) {
        Optional<StrictJws> parsed = StrictJws.parse(compact, MAX_LENGTH)
                .filter(jws -> !jws.headerText("kid").isEmpty());
        CredentialId named =
                parsed.flatMap(jws -> CredentialId.parse(jws.headerText("kid"))).orElse(null);
        Actor claimed = Actor.at(sender.source()).with(named, null);
        return limits.beforeAuthentication(attempt, claimed)
                .chain(verification ->
                        verify(kind, parsed, sender, find).onTermination().invoke(verification::end));
    }

    /**
     * Verifies a message by a credential that was read before, without any limit. Empty if it is not a message of this kind by this credential;
     * nothing is recorded then, because {@link #verify} decides what becomes of it.
     */
    public Optional<SignedMessage> verifyBy(Credential credential, MessageKind kind, String compact, Actor sender) {
        return StrictJws.parse(compact, MAX_LENGTH)
                .filter(jws -> jws.headerText("kid").equals(credential.id().value()))
                .map(jws -> check(kind, jws, credential, sender))
                .flatMap(result -> result instanceof Result.Done<SignedMessage>(SignedMessage message)
                        ? Optional.of(message)
                        : Optional.empty());
    }

    /**
     * A text of a message that is not verified, for a read that changes nothing; the empty string if it has none.
     *
     * @param compact the message as it was sent
     */
    public static String unverifiedText(String compact, String member) {
        return StrictJws.parse(compact, MAX_LENGTH).map(jws -> jws.text(member)).orElse("");
    }

    private Uni<Result<SignedMessage>> verify(
            MessageKind kind,
            Optional<StrictJws> parsed,
            Actor sender,
            Function<CredentialId, Uni<Optional<Credential>>> find) {
        if (parsed.isEmpty()) {
            return Uni.createFrom().item(Result.refused(RefusalReason.MALFORMED, sender));
        }
        StrictJws jws = parsed.get();
        return CredentialId.parse(jws.headerText("kid"))
                .map(find)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.isEmpty()
                        ? Result.<SignedMessage>refused(RefusalReason.WRONG_SIGNATURE, sender)
                        : check(kind, jws, found.get(), sender))
                .chain(verified -> verified.then(message -> limitRate(kind, message)));
    }

    private Result<SignedMessage> check(MessageKind kind, StrictJws jws, Credential credential, Actor sender) {
        Actor actor = sender.with(credential.id(), credential.account());
        Result<SignedMessage> result = MessageChecks.firstFailure(
                        new Received(kind, jws, issuer, credential.key(), Optional.of(credential)))
                .<Result<SignedMessage>>map(reason -> Result.refused(reason, actor))
                .orElseGet(() -> Result.done(new SignedMessage(jws, credential, actor)));
        if (result instanceof Result.Done) {
            limits.proved(actor);
        }
        return result;
    }

    private Uni<Result<SignedMessage>> limitRate(MessageKind kind, SignedMessage message) {
        Uni<Void> limited = switch (kind) {
            case SCAN, APPROVAL -> Uni.createFrom().voidItem();
            case REJECTION -> limits.afterAuthentication(Attempt.REJECT, message.actor());
            case OUTCOME -> limits.afterAuthentication(Attempt.READ_OUTCOME, message.actor());
            case ADDITION -> limits.afterAuthentication(Attempt.MANAGE_DEVICES, message.actor());
            case PREVIEW, ENROLMENT, ADDITION_PREVIEW, ADDITION_CLAIM, ADDITION_RESULT, PASSKEY, DEVICE, RENAMING ->
                Uni.createFrom().voidItem();
        };
        return limited.replaceWith(Result.done(message));
    }

    /**
     * Checks the limits of a scan, which {@link #verify} does not: its caller checks them together with its other calls to Redis, and before
     * anything follows from the scan.
     *
     * <p>Links are counted apart, so that a website that makes a phone open them does not use up the scans of the person. Entered codes are
     * counted apart, and by their source too, because they can be guessed.
     */
    public Uni<Void> limitScan(SignedMessage scan) {
        Actor actor = scan.actor();
        return switch (FrameSource.parse(scan.text("frame_source")).orElse(FrameSource.CAMERA)) {
            case CAMERA, LIST -> limits.afterAuthentication(Attempt.SCAN, actor);
            case LINK -> limits.afterAuthentication(Attempt.OPEN_LINK, actor);
            case CODE -> limits.ofKnownActor(Attempt.ENTER_CODE, actor);
        };
    }

    /** Checks the limits of an approval, as {@link #limitScan} does those of a scan. A condition of the approval. */
    public Uni<Void> limitApproval(SignedMessage approval) {
        return limits.afterAuthentication(Attempt.APPROVE, approval.actor());
    }

    /**
     * Verifies a message of a phone that is not enrolled yet.
     *
     * @param kind a kind whose header has the new key
     * @param compact the message as it was sent
     * @param sender what is known of the sender
     */
    public Result<EnrolmentMessage> verifyEnrolment(MessageKind kind, String compact, Actor sender) {
        Optional<StrictJws> parsed = StrictJws.parse(compact, MAX_LENGTH);
        Optional<ECKey> key = parsed.flatMap(SignedMessages::newKey);
        if (parsed.isEmpty() || key.isEmpty()) {
            return Result.refused(RefusalReason.MALFORMED, sender);
        }
        StrictJws jws = parsed.get();
        try {
            Received message = new Received(kind, jws, issuer, key.get().toECPublicKey(), Optional.empty());
            return MessageChecks.firstFailure(message)
                    .<Result<EnrolmentMessage>>map(reason -> Result.refused(reason, sender))
                    .orElseGet(() -> Result.done(new EnrolmentMessage(
                            key.get(), jws.text("enrolment_code"), jws.text("answer"), jws.text("name"))));
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    /** The public P-256 key in the header, without any other member: no certificate, no {@code kid}, no {@code use}. */
    private static Optional<ECKey> newKey(StrictJws jws) {
        return StrictJws.memberNames(jws.header().path("jwk")).equals(P256_KEY) ? jws.embeddedKey() : Optional.empty();
    }
}
