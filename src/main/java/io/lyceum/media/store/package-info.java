/** Where finished recordings are kept: a folder, or whatever speaks S3. */
@NullMarked
package io.lyceum.media.store;

import org.jspecify.annotations.NullMarked;
