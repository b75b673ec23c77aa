/**
 * Doorway's events in the words of the Open Cybersecurity Schema Framework: Authentication (3002) for logins, Entity Management
 * (3004) for devices. Pure: the same event always becomes the same record.
 */
@NullMarked
package io.doorway.audit.ocsf;

import org.jspecify.annotations.NullMarked;
