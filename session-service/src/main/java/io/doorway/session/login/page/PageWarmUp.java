package io.doorway.session.login.page;

import io.doorway.protocol.vocabulary.Action;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.RelyingParty;
import io.doorway.web.config.Issuer;
import io.doorway.web.warmup.OwnRequests;
import io.doorway.web.warmup.WarmUpStep;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;

/** Renders the login page of a relying party that does not exist, without a ticket, and asks for what is the same for everybody. */
@Singleton
class PageWarmUp implements WarmUpStep {

    private static final LanguageHints NO_HINTS = new LanguageHints(null, null, null);

    private final Pages pages;
    private final Assets assets;
    private final OwnRequests requests;
    private final LoginView view;

    PageWarmUp(Pages pages, Assets assets, Issuer issuer, OwnRequests requests) {
        this.pages = pages;
        this.assets = assets;
        this.requests = requests;
        URI nowhere = issuer.at("/warm-up");
        this.view = new LoginView(
                "",
                new RelyingParty(new ClientId("warm-up"), "warm-up", nowhere.getHost()),
                new Action("login", null, List.of()),
                "",
                false,
                nowhere,
                nowhere,
                false,
                null);
    }

    @Override
    public void run() throws Exception {
        pages.login(view, NO_HINTS);
        requests.get(List.of(
                "/", "/.well-known/openid-configuration", assets.path() + "/main.js", "/login/warm-up/complete"));
    }
}
