/** The provider's metadata. It lists only what is supported. */
@NullMarked
package io.doorway.session.provider.discovery;

import org.jspecify.annotations.NullMarked;
