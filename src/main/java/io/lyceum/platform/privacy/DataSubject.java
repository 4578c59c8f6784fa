package io.lyceum.platform.privacy;

import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;

/** Whom data is about; may have no account any more. */
public record DataSubject(SchoolId school, UserId user) {}
