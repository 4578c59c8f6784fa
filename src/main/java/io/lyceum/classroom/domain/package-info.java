/**
 * The rules of a class: who is in, who waits, whose hand is up, who attended and how long. Pure.
 */
@NullMarked
package io.lyceum.classroom.domain;

import org.jspecify.annotations.NullMarked;
