package io.freshet.bridge.config;

import io.freshet.yaml.Place;

/** A CEL expression as the file writes it. */
public record Expr(String text, Place place) {}
