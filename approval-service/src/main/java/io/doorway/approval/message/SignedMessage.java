package io.doorway.approval.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.approval.credential.Credential;
import io.doorway.edge.refusal.Refusals.Who;

/** What an enrolled phone has said: every check has passed. */
public final class SignedMessage {
    private final ReceivedMessage received;
    private final Credential credential;
    private final Who who;

    SignedMessage(ReceivedMessage received, Credential credential, Who who) {
        this.received = received;
        this.credential = credential;
        this.who = who;
    }

    /** Who signed, active as of the moment of the check. */
    public Credential credential() {
        return credential;
    }

    /** The same, for the audit. */
    public Who who() {
        return who;
    }

    /** A member of the payload; empty if it is optional and absent. */
    public String text(String member) {
        return received.text(member);
    }

    /** A member of the payload that is an object; a missing node if it is absent. What is in it was not looked at. */
    public JsonNode object(String member) {
        return received.jws().payload().path(member);
    }
}
