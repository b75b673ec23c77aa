package io.doorway.audit.ocsf;

/** OCSF's classes and the activities of them that Doorway has. */
enum Activity {
    LOGON(3002, "Authentication", 1, "Logon"),
    LOGOFF(3002, "Authentication", 2, "Logoff"),
    AUTHENTICATION_TICKET(3002, "Authentication", 3, "Authentication Ticket"),
    PREAUTH(3002, "Authentication", 6, "Preauth"),
    OTHER_AUTHENTICATION(3002, "Authentication", 99, "Other"),
    ENROLL(3004, "Entity Management", 6, "Enroll"),
    UNENROLL(3004, "Entity Management", 7, "Unenroll"),
    SUSPEND(3004, "Entity Management", 12, "Suspend"),
    RESUME(3004, "Entity Management", 13, "Resume");

    /** Identity and Access Management, the category of both classes. */
    static final int CATEGORY = 3;

    final int classUid;
    final String className;
    final int id;
    final String caption;

    Activity(int classUid, String className, int id, String caption) {
        this.classUid = classUid;
        this.className = className;
        this.id = id;
        this.caption = caption;
    }

    /** OCSF's one number for class and activity. */
    int typeUid() {
        return classUid * 100 + id;
    }
}
