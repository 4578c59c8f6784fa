/** The rules of a learner's way through a course: lessons, percent, points, achievements. */
@NullMarked
package io.lyceum.progress.domain;

import org.jspecify.annotations.NullMarked;
