package io.doorway.approval.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.doorway.approval.answer.Result;
import io.doorway.approval.attestation.Attestation;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.credential.Credentials;
import io.doorway.edge.config.Issuer;
import io.doorway.edge.limit.Limits;
import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.RefusalReason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/** Opens phones' messages: finds the key that may have signed, and has {@link MessageChecks} decide. */
@ApplicationScoped
public class SignedMessages {
    private static final Set<String> P256_KEY = Set.of("kty", "crv", "x", "y");

    private final Credentials credentials;
    private final String issuer;
    private final Limits limits;

    SignedMessages(Credentials credentials, Issuer issuer, Limits limits) {
        this.credentials = credentials;
        this.issuer = issuer.toString();
        this.limits = limits;
    }

    /**
     * A message of an enrolled phone.
     *
     * @param stranger what is known of the sender before anything is believed
     */
    public Uni<Result<SignedMessage>> open(MessageKind kind, String compact, Who stranger) {
        Optional<CompactJws> parsed = CompactJws.parse(compact);
        if (parsed.filter(jws -> !jws.headerText("kid").isEmpty()).isEmpty()) {
            return Uni.createFrom().item(Result.refused(RefusalReason.MALFORMED, stranger));
        }
        CompactJws jws = parsed.get();
        return credentials
                .find(jws.headerText("kid"))
                .map(found -> found.isEmpty()
                        ? Result.<SignedMessage>refused(RefusalReason.WRONG_SIGNATURE, stranger)
                        : check(kind, jws, found.get(), stranger))
                .chain(opened -> opened.then(message -> limited(kind, message)));
    }

    /** A message of a phone that wants to be enrolled. */
    public Result<NewKeyMessage> openEnrolment(String compact, Who stranger) {
        Optional<CompactJws> parsed = CompactJws.parse(compact);
        Optional<ECKey> key = parsed.flatMap(jws -> newKey(jws.header().path("jwk")));
        if (parsed.isEmpty() || key.isEmpty()) {
            return Result.refused(RefusalReason.MALFORMED, stranger);
        }
        try {
            ReceivedMessage message = new ReceivedMessage(
                    MessageKind.ENROLMENT, parsed.get(), issuer, key.get().toECPublicKey(), Optional.empty());
            Optional<RefusalReason> refusal = MessageChecks.refusal(message);
            return refusal.isPresent()
                    ? Result.refused(refusal.get(), stranger)
                    : newKeyMessage(key.get(), message, stranger);
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    private static Result<NewKeyMessage> newKeyMessage(ECKey key, ReceivedMessage message, Who stranger) {
        JsonNode member = message.jws().payload().path("attestation");
        Optional<Attestation> attestation = Attestation.parse(member);
        return member.isMissingNode() || attestation.isPresent()
                ? Result.done(new NewKeyMessage(key, message.text("enrolment_code"), message.text("name"), attestation))
                : Result.refused(RefusalReason.MALFORMED, stranger);
    }

    /** Who signs a decision is limited here; who signs a call with a nonce, where that is spent. */
    private Uni<Result<SignedMessage>> limited(MessageKind kind, SignedMessage message) {
        Uni<Void> gate = switch (kind) {
            case SCAN -> limits.of(Attempt.SCAN, message.who());
            case APPROVAL -> limits.of(Attempt.APPROVE, message.who());
            case REJECTION -> limits.of(Attempt.REJECT, message.who());
            default -> Uni.createFrom().voidItem();
        };
        return gate.replaceWith(Result.done(message));
    }

    private Result<SignedMessage> check(MessageKind kind, CompactJws jws, Credential credential, Who stranger) {
        ReceivedMessage message = new ReceivedMessage(kind, jws, issuer, credential.key(), Optional.of(credential));
        Who who = stranger.with(credential.id(), credential.account());
        Optional<RefusalReason> refusal = MessageChecks.refusal(message);
        return refusal.isPresent()
                ? Result.refused(refusal.get(), who)
                : Result.done(new SignedMessage(message, credential, who));
    }

    /** The public P-256 key in a header, on its curve, with nothing beside it: no private part, no certificate, no hints. */
    private static Optional<ECKey> newKey(JsonNode jwk) {
        try {
            ECKey key = ECKey.parse(jwk.toString());
            boolean plain = key.toJSONObject().keySet().equals(P256_KEY) && jwk.size() == P256_KEY.size();
            return plain && key.getCurve().equals(Curve.P_256) ? Optional.of(key) : Optional.empty();
        } catch (ParseException | IllegalArgumentException | IllegalStateException notAKey) {
            return Optional.empty();
        }
    }
}
