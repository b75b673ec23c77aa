/** The phone side over HTTP, on real Redis, Kafka and PostgreSQL. */
@NullMarked
package io.doorway.approval;

import org.jspecify.annotations.NullMarked;
