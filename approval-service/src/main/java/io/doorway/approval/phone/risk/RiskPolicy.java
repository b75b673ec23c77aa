package io.doorway.approval.phone.risk;

import io.doorway.protocol.vocabulary.RiskSignal;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * The action for each risk signal: {@code show}, {@code typed-code}, {@code passkey} or {@code refuse}.
 *
 * <p>By default, signals that legitimate logins rarely have require a typed code. Signals that they often have, such as those of a phone
 * on mobile data, are shown only.
 */
@ConfigMapping(prefix = "doorway.risk")
public interface RiskPolicy {

    /** The account does not know the browser. The relying party's policy may require a code for it in addition. */
    @WithDefault("show")
    RiskAction newBrowser();

    /** Browser and phone have different addresses. */
    @WithDefault("show")
    RiskAction addressMismatch();

    /** The addresses of browser and phone are in different countries. */
    @WithDefault("typed-code")
    RiskAction countryMismatch();

    /** The addresses of browser and phone are in networks of different operators. */
    @WithDefault("show")
    RiskAction networkMismatch();

    /** Browser and phone are in time zones with different offsets. */
    @WithDefault("typed-code")
    RiskAction timeZoneMismatch();

    /** The browser's address belongs to a hosting provider. */
    @WithDefault("typed-code")
    RiskAction hostingProvider();

    /** The browser's address has created many challenges recently. */
    @WithDefault("typed-code")
    RiskAction busySource();

    /** The QR code was scanned late, or the scanned frame arrived late. */
    @WithDefault("show")
    RiskAction slowScan();

    /**
     * The QR code was opened by a link, not scanned by the app. This requires a typed code in any case; the action can require a passkey
     * in addition, or refuse the login.
     */
    @WithDefault("typed-code")
    RiskAction openedByLink();

    /**
     * The code of the login page was entered, not scanned. This requires a typed code in any case; the action can require a passkey in
     * addition, or refuse the login.
     */
    @WithDefault("typed-code")
    RiskAction enteredCode();

    /** A second device scanned the QR code before the first one approved. */
    @WithDefault("typed-code")
    RiskAction secondDevice();

    default RiskAction actionFor(RiskSignal signal) {
        return switch (signal) {
            case NEW_BROWSER -> newBrowser();
            case ADDRESS_MISMATCH -> addressMismatch();
            case COUNTRY_MISMATCH -> countryMismatch();
            case NETWORK_MISMATCH -> networkMismatch();
            case TIME_ZONE_MISMATCH -> timeZoneMismatch();
            case HOSTING_PROVIDER -> hostingProvider();
            case BUSY_SOURCE -> busySource();
            case SLOW_SCAN -> slowScan();
            case OPENED_BY_LINK -> openedByLink();
            case ENTERED_CODE -> enteredCode();
            case SECOND_DEVICE -> secondDevice();
        };
    }

    /** The action for a risk signal. With every action, the signal is shown to the person and recorded in the audit. */
    enum RiskAction {
        /** Nothing else. */
        SHOW,
        /** The browser has to present the code that the phone shows after the approval. */
        TYPED_CODE,
        /** The approval has to contain a passkey assertion. */
        PASSKEY,
        /** The login is refused. */
        REFUSE
    }
}
