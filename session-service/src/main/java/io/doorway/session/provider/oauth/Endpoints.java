package io.doorway.session.provider.oauth;

import io.doorway.web.config.Issuer;
import jakarta.inject.Singleton;
import java.net.URI;

/** The public addresses of the provider's endpoints. */
@Singleton
public class Endpoints {
    public static final String AUTHORIZE = "/oauth2/authorize";
    public static final String FORM_POST = "/oauth2/form-post";
    public static final String PAR = "/oauth2/par";
    public static final String TOKEN = "/oauth2/token";
    public static final String REVOKE = "/oauth2/revoke";
    public static final String INTROSPECT = "/oauth2/introspect";
    public static final String USERINFO = "/oauth2/userinfo";
    public static final String DEVICE_AUTHORIZATION = "/oauth2/device-authorization";

    /** Where a person types the code of a device. */
    public static final String DEVICE = "/oauth2/device";

    /** Where the authorization response of a login for a device goes. */
    public static final String DEVICE_RESPONSE = DEVICE + "/response";

    /** Where a client asks a known account (OpenID Connect CIBA); also the {@code redirect_uri} of such a login, where nothing is sent. */
    public static final String BACKCHANNEL = "/oauth2/bc-authorize";

    public static final String REGISTER = "/oauth2/register";
    public static final String LOGOUT = "/oauth2/logout";
    public static final String LOGGED_OUT = "/oauth2/logged-out";
    public static final String JWKS = "/oauth2/jwks";

    private final Issuer issuer;

    Endpoints(Issuer issuer) {
        this.issuer = issuer;
    }

    /** The issuer identifier. Relying parties compare it character by character. */
    public com.nimbusds.oauth2.sdk.id.Issuer issuer() {
        return new com.nimbusds.oauth2.sdk.id.Issuer(issuer.uri());
    }

    /** The public address of an endpoint. */
    public URI at(String path) {
        return issuer.at(path);
    }
}
