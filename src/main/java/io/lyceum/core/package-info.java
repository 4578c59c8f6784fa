/**
 * The words every part of Lyceum speaks: ids, callers, roles, decisions and the shape of a decider.
 * Pure Java.
 */
@NullMarked
package io.lyceum.core;

import org.jspecify.annotations.NullMarked;
