package io.doorway.testkit.servers;

/** How a server runs. The port and the data stay the same from one start to the next. */
interface Engine {

    /** Starts the server and returns at once; the server may not answer yet. */
    void start();

    /** Ends it without any farewell, as {@code kill -9} does, and returns when it is gone. */
    void kill();

    /** Asks it to end, and returns when it has. */
    void stop();

    /** Lets it do nothing at all, its connections stay open: what a server that hangs looks like to its clients. */
    void freeze();

    /** Ends a {@link #freeze()}; nothing is lost by it. */
    void thaw();

    /** Gives up what the next start would have needed. */
    void discard();

    boolean running();

    /** The process of the server as the operating system of this machine knows it. */
    long pid();

    /** Where to look when the server does not start: its last lines, or the name of its log. */
    String diagnosis();
}
