/** What was done in topics, out of the journal into the audit log. */
@NullMarked
package io.lyceum.topic.audit;

import org.jspecify.annotations.NullMarked;
