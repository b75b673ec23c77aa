package io.doorway.session.watch;

/** The way to one waiting browser. It may be gone already; what is said into it then is lost, which is no error. */
interface Line {

    /** Says the state; if it is terminal, the line ends after it. */
    void say(StateMessage message);

    /** Ends the line: there is no such challenge any more. */
    void lost();

    /** Ends the line: this instance stops, another one takes over. */
    void restarting();
}
