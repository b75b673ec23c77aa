package io.doorway.audit.ocsf;

/** How soon somebody should look. */
enum Severity {
    INFORMATIONAL(1, "Informational"),
    LOW(2, "Low"),
    MEDIUM(3, "Medium"),
    HIGH(4, "High");

    final int id;
    final String caption;

    Severity(int id, String caption) {
        this.id = id;
        this.caption = caption;
    }
}
