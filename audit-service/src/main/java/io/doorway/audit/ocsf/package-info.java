/**
 * Converts events to records of the Open Cybersecurity Schema Framework: class Authentication (3002) for logins, class Entity Management
 * (3004) for devices. Pure functions: equal events give equal records.
 */
@NullMarked
package io.doorway.audit.ocsf;

import org.jspecify.annotations.NullMarked;
