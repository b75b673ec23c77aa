package io.doorway.session.login.page;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The page that a method answers with is compressed for a client that accepts it.
 *
 * <p>Only for pages that have no secret, or whose secrets are new in each answer, as the login ticket is. From the lengths of many
 * compressed answers that contain the same secret beside a text of their choice, an attacker learns the secret (BREACH, CVE-2013-3587).
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface CompressedPage {}
