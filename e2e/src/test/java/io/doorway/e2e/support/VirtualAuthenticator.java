package io.doorway.e2e.support;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** Chromium's virtual authenticator, as a phone's fingerprint reader. It verifies the user unless a test changes that. */
public final class VirtualAuthenticator {

    private final CDPSession session;
    private final String authenticator;

    private VirtualAuthenticator(CDPSession session, String authenticator) {
        this.session = session;
        this.authenticator = authenticator;
    }

    /** Adds an authenticator to the browser of this page. */
    public static VirtualAuthenticator attachTo(Page page) {
        return attachTo(page, "internal");
    }

    /** Adds a security key that verifies its user. */
    public static VirtualAuthenticator attachSecurityKeyTo(Page page) {
        return attachTo(page, "usb");
    }

    private static VirtualAuthenticator attachTo(Page page, String transport) {
        CDPSession session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", transport);
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject request = new JsonObject();
        request.add("options", options);
        JsonObject answer = session.send("WebAuthn.addVirtualAuthenticator", request);
        return new VirtualAuthenticator(session, answer.get("authenticatorId").getAsString());
    }

    /** Sets whether the user touches the authenticator when it asks. */
    public void setPresent(boolean present) {
        JsonObject request = new JsonObject();
        request.addProperty("authenticatorId", authenticator);
        request.addProperty("enabled", present);
        session.send("WebAuthn.setAutomaticPresenceSimulation", request);
    }

    /** Sets whether the authenticator verifies the user. */
    public void setUserVerified(boolean verified) {
        JsonObject request = new JsonObject();
        request.addProperty("authenticatorId", authenticator);
        request.addProperty("isUserVerified", verified);
        session.send("WebAuthn.setUserVerified", request);
    }
}
