package io.doorway.e2e.support;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody in a browser whom a shop has sent to Doorway. The shop itself has no server: where the browser is sent back to, this is
 * the last that is heard of it.
 */
public final class ShopVisit implements AutoCloseable {

    private static final String SHOP = "http://localhost:9/**";

    private final Shop shop;
    private final Page page;
    private final CodeVerifier verifier = new CodeVerifier();
    private final List<URI> arrivals = new ArrayList<>();

    private ShopVisit(Shop shop, BrowserContext context) {
        this.shop = shop;
        context.route(SHOP, route -> {
            arrivals.add(URI.create(route.request().url()));
            route.fulfill(new Route.FulfillOptions().setBody("back at the shop"));
        });
        this.page = context.newPage();
    }

    /** On the way to the login page; where the browser is a special one, it is so from here on. */
    public static ShopVisit to(Shop shop, BrowserContext context) {
        return new ShopVisit(shop, context);
    }

    public ShopVisit wantToLogIn() {
        page.navigate(authorization().toString());
        return this;
    }

    public URI authorization() {
        return Shop.authorization(shop.request(verifier));
    }

    public Page page() {
        return page;
    }

    /** Which of its views the page shows. */
    public Locator view(String name) {
        return page.locator("main[data-state=" + name + "]");
    }

    public Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** Where the code is typed. */
    public Locator codeField() {
        return page.getByLabel("Six digits");
    }

    public void typeCode(String code) {
        codeField().fill(code);
        button("Continue").click();
    }

    /** The one authorization code that the shop got. */
    public String codeAtTheShop() {
        page.waitForURL(shop.back() + "**");
        if (arrivals.size() != 1) {
            throw new AssertionError("the shop was called " + arrivals.size() + " times: " + arrivals);
        }
        return Wire.parameter(arrivals.getFirst(), "code");
    }

    public CodeVerifier verifier() {
        return verifier;
    }

    @Override
    public void close() {
        page.context().close();
    }
}
