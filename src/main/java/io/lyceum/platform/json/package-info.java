/**
 * JSON in one place: the mapper, the stored form of events and the checked reading of request
 * fields.
 */
@NullMarked
package io.lyceum.platform.json;

import org.jspecify.annotations.NullMarked;
