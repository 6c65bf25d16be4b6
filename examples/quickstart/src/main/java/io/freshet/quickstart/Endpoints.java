package io.freshet.quickstart;

import java.net.URI;
import java.util.List;

/**
 * Where a system that runs is reached.
 *
 * @param kafka bootstrap servers
 * @param dynamoDb the store's endpoint
 * @param ingestMetrics {@code /metrics} of freshet-ingest
 * @param bridgeMetrics {@code /metrics} of each bridge
 */
record Endpoints(String kafka, URI dynamoDb, URI ingestMetrics, List<URI> bridgeMetrics) {}
