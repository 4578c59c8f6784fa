/** Figures for operators, in Prometheus' text format. */
@NullMarked
package io.lyceum.platform.metrics;

import org.jspecify.annotations.NullMarked;
