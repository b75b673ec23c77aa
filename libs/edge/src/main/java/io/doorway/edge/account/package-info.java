/** Whether an account may still log in, for services that do not own accounts. */
@NullMarked
package io.doorway.edge.account;

import org.jspecify.annotations.NullMarked;
