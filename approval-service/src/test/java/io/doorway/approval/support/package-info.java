/** Test helpers: the service over HTTP on real Redis, Kafka and PostgreSQL. */
@NullMarked
package io.doorway.approval.support;

import org.jspecify.annotations.NullMarked;
