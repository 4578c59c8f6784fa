/**
 * The topic runtime: everything hard, written once. A kind gives it a pure decider and its frames,
 * and gets the rest.
 */
@NullMarked
package io.lyceum.topic;

import org.jspecify.annotations.NullMarked;
