package io.doorway.e2e.model;

/**
 * One move of somebody. Numbers choose among what there is, whatever they are, so that a sequence keeps its meaning while it is shrunk.
 *
 * <p>Browsers 0 and 1 and phones 0 and 1 are honest people's; number 2 is the attacker's own. Browsers 3 and 4 are the attacker's too:
 * with the victim's cookie and his own key, and the other way round.
 */
sealed interface Step {

    int OWN_BROWSERS = 3;
    int COOKIE_THIEF = 3;
    int KEY_THIEF = 4;
    int BROWSERS = 5;
    int PHONES = 3;

    /** A browser opens a login page. */
    record Start(int browser) implements Step {}

    /** A phone scans what is on a login's screen; everybody sees that. */
    record Scan(int phone, int login) implements Step {}

    /** A phone decides a login, signing a transcript that may be another login's. */
    record Decide(int phone, int login, int transcriptOf, boolean approve) implements Step {}

    record Cancel(int browser, int login) implements Step {}

    record Complete(int browser, int login) implements Step {}

    /** A login's code is redeemed by the client that it is for, or by another that has stolen it. */
    record Redeem(boolean thief, int login) implements Step {}

    /** The attacker sends again, as it was, a phone's message that was once accepted. */
    record Replay(int message) implements Step {}
}
