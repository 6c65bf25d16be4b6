package io.freshet.ingest.request;

import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One record of a push.
 *
 * @param index its position in its source's list
 * @param sequence orders records of one event time and origin
 * @param origin where the record comes from, such as a topic and partition
 * @param delete whether it removes the rows it identifies
 */
public record PushedRecord(
    SourcePlan plan,
    int index,
    Values values,
    OptionalLong sequence,
    Optional<String> origin,
    boolean delete) {}
