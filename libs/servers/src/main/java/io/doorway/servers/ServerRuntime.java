package io.doorway.servers;

/** The process or container in which a server runs. Port and data stay the same when it is started again. */
interface ServerRuntime {

    /** Starts the server and returns at once; the server need not be ready. */
    void start();

    /** Kills the server, as {@code kill -9} does, and returns when it has ended. */
    void kill();

    /** Stops the server in an orderly way and returns when it has ended. */
    void stop();

    /** Suspends the server; its connections stay open. */
    void freeze();

    /** Resumes the server after {@link #freeze()}. */
    void thaw();

    /** Removes the resources that another start would need. */
    void remove();

    /** Whether the server's process runs. */
    boolean running();

    /** The id of the server's process in the operating system of this machine. */
    long pid();

    /** Information about a failed start: the last lines of the log, or its name. */
    String diagnosis();
}
