/** The rules of a quiz: questions, deadlines, answers, scores and standings. Pure Java. */
@NullMarked
package io.lyceum.quiz.domain;

import org.jspecify.annotations.NullMarked;
