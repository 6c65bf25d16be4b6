package io.freshet.ingest.read;

import io.freshet.ingest.plan.Values;
import io.freshet.ingest.version.Version;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row as it is stored.
 *
 * @param features only the view's features are there
 * @param expiresAt epoch seconds from which the row does not count
 */
public record StoredRow(
    Version version,
    Optional<String> origin,
    boolean deleted,
    Values features,
    OptionalLong expiresAt) {}
