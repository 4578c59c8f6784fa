/** Topics that nobody watches still wake on time: alarms kept in a table and polled by one node. */
@NullMarked
package io.lyceum.topic.alarm;

import org.jspecify.annotations.NullMarked;
