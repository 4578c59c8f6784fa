/**
 * What the house stands on: settings, JSON, PostgreSQL, projections, HTTP, health and metrics.
 * Knows no kind.
 */
@NullMarked
package io.lyceum.platform;

import org.jspecify.annotations.NullMarked;
