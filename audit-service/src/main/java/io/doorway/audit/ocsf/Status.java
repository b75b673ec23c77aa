package io.doorway.audit.ocsf;

/** Whether what was tried was done. */
enum Status {
    SUCCESS(1, "Success"),
    FAILURE(2, "Failure");

    final int id;
    final String caption;

    Status(int id, String caption) {
        this.id = id;
        this.caption = caption;
    }
}
