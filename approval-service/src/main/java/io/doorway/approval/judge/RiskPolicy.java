package io.doorway.approval.judge;

import io.doorway.protocol.challenge.RiskSignal;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * What becomes of a login with a risk signal: {@code show}, {@code typed-code}, {@code passkey} or {@code refuse}.
 *
 * <p>By default the signals that honest logins rarely have cost a typed code; those that they often have, such as a phone on mobile
 * data beside a desk on another network, are shown and no more.
 */
@ConfigMapping(prefix = "doorway.risk")
public interface RiskPolicy {

    /** The account has never used the browser. Whether that costs a code is first of all the relying party's to say. */
    @WithDefault("show")
    Reaction newBrowser();

    /** Browser and phone have different addresses. */
    @WithDefault("show")
    Reaction addressMismatch();

    /** Browser and phone are said to be in different countries. */
    @WithDefault("typed-code")
    Reaction countryMismatch();

    /** Browser and phone are in networks of different operators. */
    @WithDefault("show")
    Reaction networkMismatch();

    /** Browser and phone have clocks of different zones. */
    @WithDefault("typed-code")
    Reaction timeZoneMismatch();

    /** The browser's address belongs to a hosting provider. */
    @WithDefault("typed-code")
    Reaction hostingProvider();

    /** The browser's address has asked for many codes lately. */
    @WithDefault("typed-code")
    Reaction busySource();

    /** The code was shown for long before it was scanned, or the frame took long to arrive. */
    @WithDefault("show")
    Reaction slowScan();

    /** A second device has scanned the same code before the first one approved. */
    @WithDefault("typed-code")
    Reaction secondDevice();

    default Reaction to(RiskSignal signal) {
        return switch (signal) {
            case NEW_BROWSER -> newBrowser();
            case ADDRESS_MISMATCH -> addressMismatch();
            case COUNTRY_MISMATCH -> countryMismatch();
            case NETWORK_MISMATCH -> networkMismatch();
            case TIME_ZONE_MISMATCH -> timeZoneMismatch();
            case HOSTING_PROVIDER -> hostingProvider();
            case BUSY_SOURCE -> busySource();
            case SLOW_SCAN -> slowScan();
            case SECOND_DEVICE -> secondDevice();
        };
    }
}
