package io.freshet.bridge.map;

import io.freshet.bridge.event.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way through the routes of its topic.
 *
 * @param slots what the decoder has found of the event and, behind that, of the key
 * @param origin where it is from, as JSON
 */
@SuppressWarnings("ArrayRecordComponent") // filled anew for each message, by the one thread
record Incoming(SourceRecord record, @Nullable Object[] slots, byte[] origin) {}
