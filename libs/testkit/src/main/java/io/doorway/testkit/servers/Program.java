package io.doorway.testkit.servers;

/** A program in a process of its own, with an address that stays the same from one start to the next. */
public interface Program {

    /** Starts it, again if need be, and returns when it is ready to serve. */
    void start();

    /** Ends it without any farewell, as {@code kill -9} does, and returns when it is gone. */
    void kill();

    /** Ends it in good order, and returns when it has ended. */
    void stop();

    boolean running();

    /** Its process as the operating system of this machine knows it. */
    long pid();

    /** {@code host:port}. */
    String address();
}
