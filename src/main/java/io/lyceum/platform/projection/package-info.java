/**
 * Readers of the journal: exactly-once into tables, at-least-once into other topics. Never on the
 * live path.
 */
@NullMarked
package io.lyceum.platform.projection;

import org.jspecify.annotations.NullMarked;
