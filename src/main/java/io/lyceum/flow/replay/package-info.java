/** A class told once more: its events, its chat's and its quizzes' on one time line. */
@NullMarked
package io.lyceum.flow.replay;

import org.jspecify.annotations.NullMarked;
