package io.freshet.bridge.batch;

import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.offsets.Slot;

/**
 * One record on its way to the server.
 *
 * @param json one element of the request's array
 * @param route which of its topic's routes made it, so that it can be mapped again
 * @param source the message it came from, needed again if the server refuses it
 * @param slot the offset that waits for it
 */
@SuppressWarnings("ArrayRecordComponent")
public record Pending(byte[] json, int route, SourceRecord source, Slot slot) {}
