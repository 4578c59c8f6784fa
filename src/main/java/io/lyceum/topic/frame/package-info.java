/** Events as the wire's text, encoded once for each audience. */
@NullMarked
package io.lyceum.topic.frame;

import org.jspecify.annotations.NullMarked;
