package io.freshet.bridge.config;

import io.freshet.yaml.Place;
import java.util.Optional;

/**
 * Where one field of the push source gets its value.
 *
 * @param field the push source's
 * @param unit of a number that is a timestamp
 * @param defaultText what stands in for an absent value, as the file writes it
 */
public record FieldConfig(
    String field,
    ValueFrom from,
    Optional<TimeUnits> unit,
    Optional<String> defaultText,
    Place place) {}
