/** What a node can be told, read once at the start into records. */
@NullMarked
package io.lyceum.platform.settings;

import org.jspecify.annotations.NullMarked;
