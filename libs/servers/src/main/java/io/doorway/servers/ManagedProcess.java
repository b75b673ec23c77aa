package io.doorway.servers;

/** A program that can be started again at the same address. */
public interface ManagedProcess {

    /** Starts the program, also after it was stopped or killed, and returns when it is ready. */
    void start();

    /** Kills the program, as {@code kill -9} does, and returns when it has ended. */
    void kill();

    /** Stops the program in an orderly way and returns when it has ended. */
    void stop();

    /** Whether the process runs; it need not be ready. */
    boolean running();

    /** The id of the process in the operating system of this machine. */
    long pid();

    /** {@code host:port}. */
    String address();
}
