package io.doorway.session.login.page;

import io.doorway.protocol.vocabulary.Action;
import io.doorway.protocol.vocabulary.Action.Detail;
import io.doorway.protocol.vocabulary.RelyingParty;
import io.doorway.session.login.page.Pages.LoginPageConfig;
import io.doorway.web.config.Issuer;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The content of a login page.
 *
 * @param ticketJwt the login ticket, with which the page creates challenges
 * @param relyingParty the relying party that requested the login
 * @param action the requested action
 * @param requestDigest equal for equal authorization requests, so that a reloaded page finds its challenge
 * @param shared whether the relying party registered its browsers as shared by several persons
 * @param clientUri the relying party's home page
 * @param cancelUri the redirect URI with the error {@code access_denied}, for a person who cancels
 * @param singleSignOn whether a session of the browser may answer the request
 * @param uiLocales {@code ui_locales} of the authorization request, unverified, or null
 */
public record LoginView(
        String ticketJwt,
        RelyingParty relyingParty,
        Action action,
        String requestDigest,
        boolean shared,
        URI clientUri,
        URI cancelUri,
        boolean singleSignOn,
        @Nullable String uiLocales) {

    /** The currency and amount of the action as the relying party sent them, until a module writes them as people do; null without an amount. */
    public @Nullable String amount() {
        Detail amount = field("amount");
        Detail currency = field("currency");
        return amount == null ? null : currency == null ? amount.value() : currency.value() + " " + amount.value();
    }

    /** The field that names who receives something, or null. */
    public @Nullable Detail payee() {
        return field("payee");
    }

    private @Nullable Detail field(String name) {
        return action.details().stream()
                .filter(detail -> detail.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The data block for the page's modules. */
    Data data(Issuer issuer, LoginPageConfig config, Instant serverTime) {
        return new Data(
                issuer.toString(),
                ticketJwt,
                relyingParty,
                action,
                requestDigest,
                cancelUri,
                shared,
                singleSignOn,
                config.renewFor().toSeconds(),
                config.localPhone().orElse(null),
                serverTime);
    }

    /**
     * The data block of the page, {@code <script type="application/json" id="doorway-login">}.
     *
     * @param issuer the only address at which a login works
     * @param ticket the login ticket
     * @param client the relying party
     * @param action the requested action
     * @param request digest of the authorization request
     * @param cancel the redirect URI for a person who cancels
     * @param shared whether several persons use the browser
     * @param singleSignOn whether the page first asks for a login by the browser's session
     * @param renewFor how long expired QR codes are replaced automatically, in seconds
     * @param localPhone where this browser gets an invitation to be the phone; null except on a local platform
     * @param serverTime when the page was rendered
     */
    record Data(
            String issuer,
            String ticket,
            RelyingParty client,
            Action action,
            String request,
            URI cancel,
            boolean shared,
            boolean singleSignOn,
            long renewFor,
            @Nullable String localPhone,
            Instant serverTime) {}
}
