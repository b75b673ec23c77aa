package io.doorway.e2e.support;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** The fingerprint reader of a phone: Chromium's virtual authenticator, which recognizes its person until it is told not to. */
public final class Fingerprint {

    private final CDPSession chromium;
    private final String authenticator;

    private Fingerprint(CDPSession chromium, String authenticator) {
        this.chromium = chromium;
        this.authenticator = authenticator;
    }

    /** Builds one into the phone that shows this page. */
    public static Fingerprint builtInto(Page page) {
        CDPSession chromium = page.context().newCDPSession(page);
        chromium.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject request = new JsonObject();
        request.add("options", options);
        JsonObject answer = chromium.send("WebAuthn.addVirtualAuthenticator", request);
        return new Fingerprint(chromium, answer.get("authenticatorId").getAsString());
    }

    /** Whose finger is on it from now on. */
    public void recognizes(boolean person) {
        JsonObject request = new JsonObject();
        request.addProperty("authenticatorId", authenticator);
        request.addProperty("isUserVerified", person);
        chromium.send("WebAuthn.setUserVerified", request);
    }
}
