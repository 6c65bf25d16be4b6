package io.freshet.bridge.command;

import io.freshet.bridge.event.SourceRecord;
import io.freshet.yaml.Place;

/**
 * A message and what should come of it.
 *
 * @param place in its file
 */
record MappingTest(String name, SourceRecord message, Expectation expectation, Place place) {}
