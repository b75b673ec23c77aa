/** Configuration that every service shares. */
@NullMarked
package io.doorway.edge.config;

import org.jspecify.annotations.NullMarked;
