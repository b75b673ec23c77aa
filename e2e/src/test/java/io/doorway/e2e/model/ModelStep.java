package io.doorway.e2e.model;

/**
 * One step of an actor. Numbers select existing logins and messages by their remainder, so that a shrunk sequence keeps its meaning.
 *
 * <p>Browsers 0 and 1 and phones 0 and 1 belong to honest persons, number 2 to the attacker. Browsers 3 and 4 belong to the attacker too:
 * one with the victim's cookie and the attacker's key, one with an unknown cookie and the victim's key.
 */
sealed interface ModelStep {

    int OWN_BROWSERS = 3;
    int COOKIE_THIEF = 3;
    int KEY_THIEF = 4;
    int BROWSERS = 5;
    int PHONES = 3;

    /** A browser opens a login page. */
    record Start(int browser) implements ModelStep {}

    /** A phone scans the QR code of a login. */
    record Scan(int phone, int login) implements ModelStep {}

    /** A phone approves or rejects a login. The transcript that it signs may be that of another login. */
    record Decide(int phone, int login, int transcriptOf, boolean approve) implements ModelStep {}

    record Cancel(int browser, int login) implements ModelStep {}

    record Complete(int browser, int login) implements ModelStep {}

    /** The code of a login is redeemed by its client, or by another one that has stolen it. */
    record Redeem(boolean thief, int login) implements ModelStep {}

    /** The attacker repeats a phone's message that was accepted. */
    record Replay(int message) implements ModelStep {}
}
