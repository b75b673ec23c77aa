package io.doorway.session.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

/** The page for what cannot be told to the relying party, because it is not known who that is. */
@ApplicationScoped
public class ErrorPage {

    private final Assets assets;

    ErrorPage(Assets assets) {
        this.assets = assets;
    }

    /**
     * @param title what happened, in a few words
     * @param detail for whoever runs the website; never what was received
     */
    public Response show(int status, String title, String detail) {
        return Html.page(
                status, Templates.error(status, title, detail, assets.path()).render());
    }
}
