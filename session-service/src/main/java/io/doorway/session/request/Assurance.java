package io.doorway.session.request;

import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import io.doorway.protocol.challenge.Acr;
import io.doorway.protocol.challenge.Action;
import io.doorway.session.client.RegisteredClient;
import io.doorway.session.oauth.ProviderSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which assurance a login has to reach: the strongest of what the client is registered with, what its request names and what the
 * action is worth. A request comes through the browser, where somebody may have taken a value out of it; so it can ask for more than
 * the other two, and never for less.
 */
@ApplicationScoped
public class Assurance {
    private final Set<String> highRiskActions;

    Assurance(ProviderSettings settings) {
        this.highRiskActions = settings.highRiskActions();
    }

    public String of(RegisteredClient client, AuthenticationRequest request, Action action) {
        String forAction = highRiskActions.contains(action.type()) ? Acr.PASSKEY : Acr.QR;
        return AskedAssurance.of(request).strongest(Stream.of(client.acr(), forAction));
    }
}
