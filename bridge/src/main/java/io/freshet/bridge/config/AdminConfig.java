package io.freshet.bridge.config;

/** Where metrics and health are served. */
public record AdminConfig(String host, int port) {}
