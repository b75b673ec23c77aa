package io.doorway.session.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;

/** The page that shows the QR code and waits. */
@ApplicationScoped
public class LoginPage {

    private final Assets assets;
    private final PageConfig config;
    private final InstantSource clock;

    LoginPage(Assets assets, PageConfig config, InstantSource clock) {
        this.assets = assets;
        this.config = config;
        this.clock = clock;
    }

    /** The page; the caller adds the binding cookie. */
    public Response show(LoginView view) {
        LoginData data = new LoginData(
                view.ticketJwt(),
                view.relyingParty(),
                view.action(),
                view.requestDigest(),
                view.cancelUri().orElse(null),
                view.shared(),
                config.renewFor().toSeconds(),
                clock.instant());
        String html = Templates.login(view, view.leave(), data.toScript(), assets.path(), Assets.MODULES)
                .render();
        return Html.page(200, html);
    }
}
