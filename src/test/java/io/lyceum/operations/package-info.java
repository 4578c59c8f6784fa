/** That what operators are given works: image, manifests, alerts, backups. */
@NullMarked
package io.lyceum.operations;

import org.jspecify.annotations.NullMarked;
