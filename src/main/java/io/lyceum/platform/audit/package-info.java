/**
 * Who did what: an append-only log whose entries are chained by their hashes, one chain a school.
 */
@NullMarked
package io.lyceum.platform.audit;

import org.jspecify.annotations.NullMarked;
