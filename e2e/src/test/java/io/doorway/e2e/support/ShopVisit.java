package io.doorway.e2e.support;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A browser that a shop has sent to Doorway. The browser itself answers requests to the shop, which has no server. */
public final class ShopVisit extends LoginPageVisit {

    private static final String REDIRECT_PATTERN = "http://localhost:9/**";

    private final Shop shop;
    private final CodeVerifier verifier = new CodeVerifier();
    private final List<URI> callbacks = new ArrayList<>();

    private ShopVisit(Shop shop, BrowserContext context) {
        super(context);
        this.shop = shop;
        context.route(REDIRECT_PATTERN, route -> {
            callbacks.add(URI.create(route.request().url()));
            route.fulfill(new Route.FulfillOptions().setBody("back at the shop"));
        });
    }

    /** A visit that has not opened the login page yet, so that a test can prepare the page. */
    public static ShopVisit to(Shop shop, BrowserContext context) {
        return new ShopVisit(shop, context);
    }

    /** Opens the login page. */
    public ShopVisit startLogin() {
        page().navigate(authorization().toString());
        return this;
    }

    /** Sends these parameters to the authorization endpoint, by the address or by a form of a page of the shop. */
    public void send(String method, Map<String, String> request) {
        page().navigate(shop.redirectUri());
        callbacks.clear();
        page().evaluate("""
                ([method, action, request]) => {
                  const form = Object.assign(document.createElement('form'), { method, action });
                  for (const [name, value] of Object.entries(request)) {
                    form.append(Object.assign(document.createElement('input'), { name, value }));
                  }
                  document.body.replaceChildren(form);
                  form.submit();
                }
                """, List.of(method, TestPlatform.issuer() + "/oauth2/authorize", request));
    }

    public URI authorization() {
        return Shop.authorization(shop.request(verifier));
    }

    /** The field for the confirmation code. */
    public Locator codeField() {
        return page().getByLabel("Six digits");
    }

    public void typeCode(String code) {
        codeField().fill(code);
        button("Continue").click();
    }

    /** Waits for the redirect to the shop; returns the authorization code. */
    public String authorizationCode() {
        page().waitForURL(shop.redirectUri() + "**");
        if (callbacks.size() != 1) {
            throw new AssertionError("the shop was called " + callbacks.size() + " times: " + callbacks);
        }
        return IssuerHttp.parameter(callbacks.getFirst(), "code");
    }

    public CodeVerifier verifier() {
        return verifier;
    }
}
