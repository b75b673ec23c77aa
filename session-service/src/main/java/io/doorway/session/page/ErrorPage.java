package io.doorway.session.page;

import io.doorway.edge.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The page for what cannot be told to the relying party, because it is not known who that is. */
@ApplicationScoped
public class ErrorPage {

    private final Assets assets;

    ErrorPage(Assets assets) {
        this.assets = assets;
    }

    /** A problem that a program would be told as JSON, for a person. */
    public Response show(Problem problem) {
        Response page = show(problem.status(), problem.title(), problem.detail());
        return problem.retryAfter() == 0
                ? page
                : Response.fromResponse(page)
                        .header(HttpHeaders.RETRY_AFTER, problem.retryAfter())
                        .build();
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
