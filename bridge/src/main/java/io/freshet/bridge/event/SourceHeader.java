package io.freshet.bridge.event;

import org.jspecify.annotations.Nullable;

/** One header of a message; names may repeat, values may be null. */
@SuppressWarnings("ArrayRecordComponent")
public record SourceHeader(String name, byte @Nullable [] value) {}
